package io.github.camelenkash.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SFTP server in this JVM, whose files are in a folder. */
public final class SftpServer implements AutoCloseable {

    public static final String USER = "hr";
    public static final String PASSWORD = "a+b%20&c";

    private final Path folder;
    private final KeyPair key;
    private SshServer server;
    private int port;

    private SftpServer(Path folder, KeyPair key) {
        this.folder = folder;
        this.key = key;
    }

    /** Starts one on a free port. */
    public static SftpServer start(Path folder) throws IOException {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var sftp = new SftpServer(Files.createDirectories(folder), generator.generateKeyPair());
            sftp.start();
            return sftp;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it again, where it was. */
    public void start() throws IOException {
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(key));
        server.setPasswordAuthenticator((user, password, session) -> USER.equals(user) && PASSWORD.equals(password));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(folder));
        server.start();
        port = server.getPort();
    }

    public int port() {
        return port;
    }

    /** A file that knows this server's key, as {@code ssh} keeps it. */
    public Path knownHosts(Path file) throws IOException {
        return Files.writeString(file, "[127.0.0.1]:" + port + " " + PublicKeyEntry.toString(key.getPublic()) + "\n");
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
