package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.testing.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate is of a company's own authority, and which wants one of its clients, too. */
@Timeout(60)
class MutualTlsTest {

    private static final String PASSWORD = "changeit";
    private static final String ACCOUNT =
            "{\"code\":0,\"message\":\"Success\",\"payload\":{\"availableBalance\":\"501.00\"}}";

    @TempDir
    static Path folder;

    private final RawServer server =
            RawServer.start(new WantsCertificates(), "https").always(RawServer.json(ACCOUNT));

    @BeforeAll
    static void makeAnAuthorityAndTwoCertificates() throws Exception {
        keytool("-genkeypair", "-alias", "ca", "-dname", "CN=Demo authority", "-ext", "bc:c", "-keystore", store("ca"));
        keytool("-exportcert", "-alias", "ca", "-file", file("ca.crt"), "-keystore", store("ca"));
        keytool("-importcert", "-noprompt", "-alias", "ca", "-file", file("ca.crt"), "-keystore", store("trust"));
        certificate("server", "san=dns:localhost");
        certificate("client", "eku=clientAuth");
    }

    private static void certificate(String name, String extension) throws Exception {
        keytool("-genkeypair", "-alias", name, "-dname", "CN=" + name, "-keystore", store(name));
        keytool("-certreq", "-alias", name, "-file", file(name + ".csr"), "-keystore", store(name));
        keytool(
                "-gencert",
                "-alias",
                "ca",
                "-infile",
                file(name + ".csr"),
                "-outfile",
                file(name + ".crt"),
                "-ext",
                extension,
                "-keystore",
                store("ca"));
        keytool("-importcert", "-noprompt", "-alias", "ca", "-file", file("ca.crt"), "-keystore", store(name));
        keytool("-importcert", "-alias", name, "-file", file(name + ".crt"), "-keystore", store(name));
    }

    private static void keytool(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        if (command.contains("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-validity", "2"));
        }
        var log = folder.resolve("keytool.log");
        var keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(Files.readString(log)).isZero();
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    private static String store(String name) {
        return file(name + ".p12");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aClientWithACertificateOfTheAuthorityIsSpokenTo() throws Exception {
        assertThat(balance(parameters("client"))).hasToString("501");
        assertThat(server.requests()).isNotEmpty();
    }

    @Test
    void aClientWithoutOneIsNot() {
        assertThatThrownBy(() -> balance(parameters(null)))
                .isInstanceOf(CamelExecutionException.class)
                .hasCauseInstanceOf(UnavailableException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aServerOfAnUnknownAuthorityIsNotSpokenTo() {
        assertThatThrownBy(() -> balance(null))
                .isInstanceOf(CamelExecutionException.class)
                .hasCauseInstanceOf(UnavailableException.class);
        assertThat(server.requests()).isEmpty();
    }

    private Object balance(SSLContextParameters parameters) throws Exception {
        try (var context = new DefaultCamelContext()) {
            var configuration =
                    context.getComponent("enkash", EnkashComponent.class).getConfiguration();
            var url = "https://localhost:" + server.port();
            configuration.setEnvironment(Environment.sandbox);
            configuration.setApiUrl(url);
            configuration.setTokenUrl(url + "/oauth/token");
            configuration.setPartnerId("CRMDEMO01");
            configuration.setCompanyId("CEKDEMO001");
            configuration.setCardAccountId("CADEMO01");
            configuration.setUsername("9000000001");
            configuration.setPassword("the-password");
            configuration.setClientId("CEKDEMO001");
            configuration.setClientSecret("the-client-secret");
            configuration.setSslContextParameters(parameters);
            context.start();
            try (var template = context.createProducerTemplate()) {
                return template.requestBody("enkash:balance", null, io.github.camelenkash.api.RewardAccount.class)
                        .availableBalance()
                        .stripTrailingZeros()
                        .toPlainString();
            }
        }
    }

    /** As a route has them: trust in the authority, and the client's own key where it has one. */
    private static SSLContextParameters parameters(String client) {
        var trust = new TrustManagersParameters();
        trust.setKeyStore(keyStore("trust"));
        var parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        if (client != null) {
            var keys = new KeyManagersParameters();
            keys.setKeyStore(keyStore(client));
            keys.setKeyPassword(PASSWORD);
            parameters.setKeyManagers(keys);
        }
        return parameters;
    }

    private static KeyStoreParameters keyStore(String name) {
        var store = new KeyStoreParameters();
        store.setResource("file:" + store(name));
        store.setPassword(PASSWORD);
        store.setType("PKCS12");
        return store;
    }

    /** Server sockets that end a handshake without a certificate of the authority. */
    private static final class WantsCertificates extends ServerSocketFactory {

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
            var socket =
                    (SSLServerSocket) context().getServerSocketFactory().createServerSocket(port, backlog, address);
            socket.setNeedClientAuth(true);
            return socket;
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return createServerSocket(port, backlog, null);
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return createServerSocket(port, 0, null);
        }

        private static SSLContext context() throws IOException {
            try {
                var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                keys.init(
                        KeyStore.getInstance(Path.of(store("server")).toFile(), PASSWORD.toCharArray()),
                        PASSWORD.toCharArray());
                var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(KeyStore.getInstance(Path.of(store("trust")).toFile(), PASSWORD.toCharArray()));
                var context = SSLContext.getInstance("TLS");
                context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
                return context;
            } catch (java.security.GeneralSecurityException e) {
                throw new IOException(e);
            }
        }
    }
}
