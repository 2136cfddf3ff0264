package io.github.camelenkash.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.AllocateCall;
import io.github.camelenkash.api.Answer;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.ledger.TestPermit;
import io.github.camelenkash.testing.RawServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The way to EnKash: TLS, whose host name is always verified, and a proxy. */
@Timeout(60)
class TlsAndProxyTest {

    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    /** Of {@code localhost} only, so that {@code 127.0.0.1} is a wrong name for it. */
    private static SSLContext ofLocalhost;

    private final RawServer server =
            RawServer.start(ofLocalhost.getServerSocketFactory(), "https").always(RawServer.json(Demo.PAID));

    private EnkashClient client;

    @BeforeAll
    static void makeACertificate() throws Exception {
        var store = folder.resolve("demo.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "demo",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(STORE_PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, STORE_PASSWORD);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, STORE_PASSWORD);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        ofLocalhost = SSLContext.getInstance("TLS");
        ofLocalhost.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
    }

    @AfterEach
    void stop() {
        if (client != null) {
            client.close();
        }
        server.close();
    }

    @Test
    void aTrustedServerUnderItsOwnNameIsSpokenTo() {
        client = client("https://localhost:" + server.port(), ofLocalhost);
        assertThat(send()).isInstanceOf(Answer.Paid.class);
        assertThat(server.connections()).as("one for the login, then pooled").isEqualTo(1);
    }

    @Test
    void aTrustedServerUnderAnotherNameIsNotSpokenTo() {
        client = client("https://127.0.0.1:" + server.port(), ofLocalhost);
        assertThatThrownBy(client::logIn).isInstanceOf(UnavailableException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void theNameIsVerifiedEvenWhereTheTrustManagerTrustsEverybody() throws Exception {
        var careless = SSLContext.getInstance("TLS");
        careless.init(null, new TrustManager[] {new TrustsEverybody()}, null);
        client = client("https://127.0.0.1:" + server.port(), careless);
        assertThatThrownBy(client::logIn).isInstanceOf(UnavailableException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aServerThatJavaDoesNotTrustIsNotSpokenTo() {
        client = client("https://localhost:" + server.port(), null);
        assertThatThrownBy(client::logIn).isInstanceOf(UnavailableException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aHandshakeThatNeverEndsIsNotSent() {
        try (var tokens = RawServer.start();
                var mute = RawServer.start().always(RawServer.silence())) {
            client = EnkashClient.create(Demo.settings(tokens)
                    .tokenUrl(tokens.url() + "/oauth/token")
                    .apiUrl("https://localhost:" + mute.port())
                    .connectTimeout(Duration.ofMillis(300))
                    .build());
            assertThat(send()).isInstanceOf(Answer.NotSent.class);
        }
    }

    @Test
    void throughAProxyHttpsGoesInATunnelThatTheProxyCannotRead() {
        try (var proxy = RawServer.start().always(TlsAndProxyTest::tunnel)) {
            client = EnkashClient.create(Demo.settings(server)
                    .apiUrl("https://localhost:" + server.port())
                    .sslContext(ofLocalhost)
                    .proxy("127.0.0.1", proxy.port())
                    .build());
            assertThat(send()).isInstanceOf(Answer.Paid.class);
            assertThat(send()).isInstanceOf(Answer.Paid.class);
            assertThat(proxy.requests()).hasSize(1);
            assertThat(proxy.requests().get(0).line()).isEqualTo("CONNECT localhost:" + server.port() + " HTTP/1.1");
            assertThat(proxy.requests().get(0).headers()).containsExactly("Host: localhost:" + server.port());
        }
        assertThat(server.calls().get(0).line())
                .isEqualTo("POST /api/v0/partner/enKashCard/create-allocate-points HTTP/1.1");
    }

    @Test
    void aProxyThatOpensNoTunnelHasNotSentAnything() {
        // 404 with an envelope: were it taken for EnKash's answer, it would be a refusal.
        var no = RawServer.status(404, "{\"code\":1,\"message\":\"no\"}");
        try (var tokens = RawServer.start();
                var proxy = RawServer.start()) {
            proxy.always((request, connection) -> request.line().startsWith("CONNECT")
                    ? no.play(request, connection)
                    : RawServer.json("{}").play(request, connection));
            client = EnkashClient.create(Demo.settings(tokens)
                    .tokenUrl(tokens.url() + "/oauth/token")
                    .apiUrl("https://localhost:" + server.port())
                    .sslContext(ofLocalhost)
                    .proxy("127.0.0.1", proxy.port())
                    .build());
            // The token URL is plain, so its request goes through the proxy as well, and the proxy grants the token.
            assertThat(send()).isInstanceOfSatisfying(Answer.NotSent.class, answer -> assertThat(answer.cause())
                    .hasMessageContaining("proxy"));
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void throughAProxyPlainHttpNamesTheWholeUrl() {
        try (var proxy = RawServer.start().always(RawServer.json(Demo.PAID))) {
            client = EnkashClient.create(Demo.settings(proxy)
                    .apiUrl("http://127.0.0.1:9/base")
                    .proxy("127.0.0.1", proxy.port())
                    .build());
            assertThat(send()).isInstanceOf(Answer.Paid.class);
            assertThat(proxy.calls().get(0).line())
                    .isEqualTo(
                            "POST http://127.0.0.1:9/base/api/v0/partner/enKashCard/create-allocate-points HTTP/1.1");
            assertThat(proxy.calls().get(0).header("Host")).isEqualTo("127.0.0.1:9");
        }
    }

    private Answer send() {
        return client.send(new AllocateCall(), Demo.order(), TestPermit.open());
    }

    private EnkashClient client(String url, SSLContext context) {
        return EnkashClient.create(
                Demo.settings(server).apiUrl(url).sslContext(context).build());
    }

    /** What a proxy does with CONNECT: connects, and then only passes bytes on. */
    private static boolean tunnel(RawServer.Seen request, RawServer.Connection connection) throws IOException {
        int port = Integer.parseInt(request.line().replaceAll(".*:(\\d+) .*", "$1"));
        try (var target = new Socket("127.0.0.1", port)) {
            connection.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes());
            var back = new Thread(() -> pass(target, connection.socket()));
            back.setDaemon(true);
            back.start();
            pass(connection.socket(), target);
        }
        return false;
    }

    private static void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException over) {
            // One of the two went away.
        }
    }

    /** What people put in place to make a certificate error go away. */
    private static final class TrustsEverybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return List.<X509Certificate>of().toArray(X509Certificate[]::new);
        }
    }
}
