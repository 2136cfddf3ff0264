package io.github.camelenkash;

import io.github.camelenkash.api.OrderMethod;
import io.github.camelenkash.api.Program;
import io.github.camelenkash.api.ReferenceField;
import io.github.camelenkash.api.SsoPage;
import io.github.camelenkash.client.EnkashClient;
import io.github.camelenkash.client.PayloadCodec;
import io.github.camelenkash.ledger.Ledger;
import io.github.camelenkash.ledger.UnknownPolicy;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * The options, on the component and on each endpoint: data only. What they mean together is checked where they are put to
 * use ({@link EnkashService}). Durations are written as anywhere in Camel ({@code 5s}, or milliseconds).
 */
@UriParams
public class EnkashConfiguration implements Cloneable {

    @UriParam(
            label = "common",
            defaultValue = "custom",
            description = "Which EnKash is meant: `sandbox` finds or starts the embedded offline sandbox; `uat` "
                    + "fills the UAT URLs; `production` fills `ssoUrl` and demands the rest; `custom` takes "
                    + "everything from the options. A URL of another environment refuses to start.")
    private Environment environment = Environment.custom;

    @UriParam(label = "common", description = "Base URL of the partner API, such as `https://host.example.in`.")
    private String apiUrl;

    @UriParam(
            label = "common",
            description = "Whole URL of the token call. Default: `apiUrl` followed by `/oauth/token`.")
    private String tokenUrl;

    @UriParam(label = "common", description = "Base URL of the redemption marketplace.")
    private String marketplaceUrl;

    @UriParam(label = "common", description = "Base URL of the browser host that single-sign-on links lead to.")
    private String ssoUrl;

    @UriParam(
            label = "common",
            description = "The integrating partner, as issued by EnKash at onboarding. Travels as an HTTP header.")
    private String partnerId;

    @UriParam(label = "common", description = "The client company, as issued by EnKash at onboarding.")
    private String companyId;

    @UriParam(label = "common", description = "The company's reward account, which funds `program=reward`.")
    private String cardAccountId;

    @UriParam(label = "common", description = "The company's incentive account, which funds `program=incentive`.")
    private String incentiveAccountId;

    @UriParam(
            label = "common",
            description = "The partner's name as agreed with EnKash: the last segment of single-sign-on links.")
    private String partnerName;

    @UriParam(
            label = "common",
            defaultValue = "reward",
            description = "Which programme: `reward` for employees or `incentive` for channel partners. It picks "
                    + "the account.")
    private Program program = Program.reward;

    @UriParam(
            label = "producer",
            defaultValue = "employee_rewards",
            description = "Where a single-sign-on link leads: `employee_rewards` to redeem, or `reward_account` "
                    + "for an administrator.")
    private SsoPage page = SsoPage.employee_rewards;

    @UriParam(
            label = "security",
            secret = true,
            description = "Login issued by EnKash: a mobile number or an e-mail address.")
    private String username;

    @UriParam(
            label = "security",
            secret = true,
            description = "Password issued by EnKash. EnKash locks the account at the third wrong login, so a "
                    + "refused one is not tried again.")
    private String password;

    @UriParam(label = "security", description = "OAuth client id.")
    private String clientId;

    @UriParam(
            label = "security",
            secret = true,
            description = "OAuth client secret; also the encryption secret unless `secretKey` is set.")
    private String clientSecret;

    @UriParam(
            label = "security",
            javaType = "java.time.Duration",
            description =
                    "How long after a refused login the same credentials may be tried again. Default: " + "never.")
    private Duration credentialsRetryAfter;

    @UriParam(
            label = "security",
            defaultValue = "request",
            description = "Whether requests are encrypted: `request` or `none`. Encrypted responses are detected "
                    + "in both cases.")
    private Encryption encryption = Encryption.request;

    @UriParam(
            label = "security",
            secret = true,
            description = "The secret that the AES key is derived from. Default: `clientSecret`.")
    private String secretKey;

    @UriParam(
            label = "redemption",
            description = "Whole URL of redemption's token call, where it has one of its own. Default: `tokenUrl`.")
    private String marketplaceTokenUrl;

    @UriParam(
            label = "redemption",
            secret = true,
            description =
                    "Redemption's own login, where EnKash issued one. With any of the four, redemption has a token"
                            + " of its own; what is not set is taken from the main login. Default: `username`.")
    private String marketplaceUsername;

    @UriParam(
            label = "redemption",
            secret = true,
            description = "Password of redemption's own login. Default: `password`.")
    private String marketplacePassword;

    @UriParam(label = "redemption", description = "OAuth client id of redemption's own login. Default: `clientId`.")
    private String marketplaceClientId;

    @UriParam(
            label = "redemption",
            secret = true,
            description = "OAuth client secret of redemption's own login. Default: `clientSecret`.")
    private String marketplaceClientSecret;

    @UriParam(
            label = "redemption",
            defaultValue = "none",
            description = "Whether redemption's requests are encrypted: `request` or `none`. No page says; all of them"
                    + " show plain bodies. Encrypted responses are detected in both cases.")
    private Encryption marketplaceEncryption = Encryption.none;

    @UriParam(
            label = "redemption",
            secret = true,
            description =
                    "The secret of redemption's AES key. Default: `marketplaceClientSecret` where it is set, else the"
                            + " same as for all other calls.")
    private String marketplaceSecretKey;

    @UriParam(
            label = "redemption,advanced",
            defaultValue = "GET",
            description = "Which of the two documented ways fetches an order: `GET` with the reference in the path, or"
                    + " `POST` with it in the body. Orders are settled by it, too.")
    private OrderMethod orderMethod = OrderMethod.GET;

    @UriParam(
            label = "security,advanced",
            defaultValue = "none",
            description =
                    "Whether requests about coins are encrypted: `request` or `none`. No page says; all of them show"
                            + " plain bodies. Encrypted responses are detected in both cases.")
    private Encryption coinsEncryption = Encryption.none;

    @UriParam(
            label = "security,advanced",
            description = "A bean that replaces the whole codec, for an encryption scheme that differs from the "
                    + "documented one.")
    private PayloadCodec payloadCodec;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "both",
            description = "How single movements spell the reference on the wire, because the documents contradict "
                    + "themselves: `both`, `uniqueReferenceNumber` or `uniqueReferenceNum`.")
    private ReferenceField referenceField = ReferenceField.both;

    @UriParam(
            label = "producer",
            defaultValue = "required",
            description = "Where the reference comes from when neither body nor header names one: `required` "
                    + "refuses the movement, `source` takes the identity of the queue message (JMS message "
                    + "id; Kafka topic, partition and offset).")
    private ReferencePolicy referencePolicy = ReferencePolicy.required;

    @UriParam(
            label = "security,advanced",
            defaultValue = "5m",
            javaType = "java.time.Duration",
            description = "Upper bound of a token's life, whatever `expires_in` says, less a margin.")
    private Duration tokenMaxAge = Duration.ofMinutes(5);

    @UriParam(
            label = "common",
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description = "How long connecting may take.")
    private Duration connectTimeout = Duration.ofSeconds(10);

    @UriParam(
            label = "common",
            defaultValue = "30s",
            javaType = "java.time.Duration",
            description = "How long EnKash may be silent within a call.")
    private Duration responseTimeout = Duration.ofSeconds(30);

    @UriParam(
            label = "common",
            defaultValue = "60s",
            javaType = "java.time.Duration",
            description = "How long a call may take altogether, from the first byte sent to the last byte read.")
    private Duration callTimeout = Duration.ofSeconds(60);

    @UriParam(label = "advanced", defaultValue = "200", description = "Most connections to EnKash at a time.")
    private int maxConnections = 200;

    @UriParam(
            label = "advanced",
            defaultValue = "10485760",
            description = "Largest answer in bytes that is read; a larger one counts as no usable answer.")
    private long maxResponseSize = 10 * 1024 * 1024;

    @UriParam(
            label = "advanced",
            defaultValue = "5s",
            javaType = "java.time.Duration",
            description = "Longest `Retry-After` of a 429 or 503 that a read waits for within a call; with a "
                    + "longer one the read fails at once. Movements are never repeated because of such an "
                    + "answer.")
    private Duration maxRetryAfter = Duration.ofSeconds(5);

    @UriParam(
            label = "security",
            description = "TLS settings: own certificate authority, client certificate, protocols.")
    private SSLContextParameters sslContextParameters;

    @UriParam(label = "proxy", description = "Host of a forward proxy.")
    private String proxyHost;

    @UriParam(label = "proxy", description = "Port of the forward proxy.")
    private Integer proxyPort;

    @UriParam(
            label = "security",
            defaultValue = "false",
            description = "Allows plain `http` to hosts other than loopback. Everything but the encrypted body is "
                    + "then readable on the way, the login included.")
    private boolean allowInsecure;

    @UriParam(
            label = "advanced",
            description =
                    "A client to use instead of making one from the options. It is lent: it is never closed " + "here.")
    private EnkashClient client;

    @UriParam(
            label = "ledger",
            description = "The ledger that remembers movements. None: they are remembered in memory only, with a "
                    + "warning at start.")
    private Ledger ledger;

    @UriParam(
            label = "ledger",
            description = "JDBC URL of a database to remember movements in: `jdbc:h2:file:...` for one process or"
                    + " `jdbc:postgresql://...` for many nodes.")
    private String ledgerUrl;

    @UriParam(label = "ledger", secret = true, description = "Login for `ledgerUrl`.")
    private String ledgerUsername;

    @UriParam(label = "ledger", secret = true, description = "Password for `ledgerUrl`.")
    private String ledgerPassword;

    @UriParam(
            label = "ledger",
            description = "A `DataSource` of the database to remember movements in. It must not take part in a route's"
                    + " transactions, and is never closed here.")
    private DataSource ledgerDataSource;

    @UriParam(
            label = "ledger,advanced",
            description = "First part of every key in the ledger. Default: the environment, or the host of "
                    + "`apiUrl` where the environment is `custom`.")
    private String ledgerScope;

    @UriParam(
            label = "ledger",
            defaultValue = "false",
            description = "Allows `environment=production` without a durable ledger. A crash then forgets what "
                    + "was paid.")
    private boolean allowVolatileLedger;

    @UriParam(
            label = "ledger",
            defaultValue = "false",
            description = "Looks every reference up at EnKash before its first send, for ledgers that may not "
                    + "know everything.")
    private boolean checkFirst;

    @UriParam(
            label = "ledger,advanced",
            defaultValue = "SUCCESS",
            description = "Statuses, separated by commas, of a transaction found by a look-up that mean paid. A "
                    + "transaction without a status counts as paid.")
    private String paidStatuses = "SUCCESS";

    @UriParam(
            label = "ledger,advanced",
            defaultValue = "2m",
            javaType = "java.time.Duration",
            description = "How long a sender owns a movement; must be longer than `callTimeout`.")
    private Duration lease = Duration.ofMinutes(2);

    @UriParam(
            label = "ledger",
            defaultValue = "resend",
            description = "What becomes of a sent movement that has no answer and is believed absent: `resend`, "
                    + "or `park` for a person.")
    private UnknownPolicy unknownPolicy = UnknownPolicy.resend;

    @UriParam(
            label = "ledger",
            javaType = "java.time.Duration",
            description = "How long after the last moment at which a send could have taken effect an absence is "
                    + "believed. Default: 10 minutes; 1 second in the sandbox.")
    private Duration settleWindow;

    @UriParam(
            label = "ledger,advanced",
            javaType = "java.time.Duration",
            description = "Pause between look-ups of an unknown outcome. Default: 2 seconds; 200 milliseconds in "
                    + "the sandbox.")
    private Duration settleDelay;

    @UriParam(
            label = "ledger",
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description = "How long a call itself waits for the settling before it reports `UNKNOWN`.")
    private Duration settleInCall = Duration.ofSeconds(10);

    @UriParam(
            label = "ledger,advanced",
            javaType = "java.time.Duration",
            description = "How long after its last change a paid or refused movement loses what is not needed to "
                    + "refuse paying it again: card, person, transaction, texts, source. Done by `enkash:settle`. "
                    + "Default: never.")
    private Duration purgeAfter;

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description = "Checks and reports everything and moves nothing: nothing that moves points is sent, no "
                    + "ledger row is written.")
    private boolean dryRun;

    @UriParam(label = "producer", defaultValue = "100", description = "Rows in one bulk call.")
    private int bulkSize = 100;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description = "Whether a bulk call also funds people who exist already (`isPointsAllocation` on the "
                    + "wire). With `false` it creates and funds new people only.")
    private boolean fundExisting = true;

    @UriParam(
            label = "advanced",
            description =
                    "Paths that differ from the documented ones, as `operation=path` pairs separated by commas. A path may"
                            + " have the variables of its operation, such as `{productCatalogId}`.")
    private String pathOverrides;

    @UriParam(
            label = "producer",
            defaultValue = "list",
            description = "How `transactions`, `cards` and `movements` answer: `list`, or `streamList`, an iterator "
                    + "that asks part by part, for a splitter that streams. `transactions` comes by date windows "
                    + "from the filter's `txnDateFrom` on; `movements` then has no limit.")
    private OutputType outputType = OutputType.list;

    @UriParam(
            label = "common,advanced",
            description = "Members of the body that ask for a certain page of `transactions` and `cards`, as "
                    + "`member=meaning` pairs separated by commas; a meaning is `page` (from 0), "
                    + "`pageFromOne`, `offset` or `size`. EnKash documents none; without, a list whose "
                    + "answer is cut is an error, and transactions come by date windows.")
    private String pageParameters;

    @UriParam(
            label = "common,advanced",
            description = "Rows of a page. With `pageParameters` that many are asked for; without, an answer of "
                    + "that many rows counts as cut.")
    private int pageSize;

    @UriParam(
            label = "common,advanced",
            defaultValue = "1d",
            javaType = "java.time.Duration",
            description = "Widest window of dates in which transactions are asked for at a time by a consumer "
                    + "and by `outputType=streamList`. A window whose answer is cut or too large is "
                    + "narrowed by itself.")
    private Duration dateWindow = Duration.ofDays(1);

    @UriParam(
            label = "consumer",
            multiValue = true,
            prefix = "filter.",
            description = "Filters of the consumer `transactions`, each as `filter.name=value`, such as "
                    + "`filter.direction=CR` or `filter.status=SUCCESS`; the names are those that "
                    + "`transactions` takes in a body.")
    private Map<String, Object> filter;

    @UriParam(
            label = "consumer",
            defaultValue = "now",
            description = "Where a consumer `transactions` begins that has no state yet: `now`, or a moment "
                    + "such as `2031-01-01T00:00:00Z`.")
    private String startAt = "now";

    @UriParam(
            label = "consumer",
            defaultValue = "1h",
            javaType = "java.time.Duration",
            description = "How much later than its time a transaction may become visible and is still "
                    + "delivered: each poll looks that far back behind the youngest transaction that is "
                    + "done.")
    private Duration lookBack = Duration.ofHours(1);

    @UriParam(
            label = "consumer,advanced",
            description = "Zone of EnKash's dates that name none, such as `Asia/Kolkata`. No document states "
                    + "it; without this option each poll looks 14 hours more back where dates have no zone.")
    private String timeZone;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            description = "Most transactions that one poll delivers; 0 for all.")
    private int maxMessagesPerPoll = 0;

    @UriParam(
            label = "consumer",
            description = "A `StateRepository` bean that keeps how far a consumer is. Default: the ledger's "
                    + "database; without a durable ledger in memory, with a warning at start.")
    private StateRepository<String, String> stateRepository;

    @UriParam(
            label = "consumer",
            description =
                    "Name that tells apart consumers of one operation and account, each with a state of " + "its own.")
    private String stateKey;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "100000",
            description = "Most transactions within `lookBack` that a consumer remembers; more shorten the "
                    + "look-back, with a warning.")
    private int maxSeen = 100000;

    @UriParam(label = "consumer", description = "The consumer `balance` tells when the balance falls below this.")
    private String lowBalance;

    @UriParam(
            label = "consumer",
            description = "The consumer `balance` tells when the balance, once low, is at this or above. "
                    + "Default: `lowBalance`.")
    private String rearmBalance;

    @UriParam(
            label = "consumer",
            defaultValue = "report",
            description = "What the very first poll of the consumer `balance` does with a balance that is low "
                    + "already: `report` it, or only note it (`arm`) and tell the next change.")
    private FirstPoll firstPoll = FirstPoll.report;

    /** A copy whose options can be changed without changing these. */
    public EnkashConfiguration copy() {
        try {
            return (EnkashConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public Environment getEnvironment() {
        return environment;
    }

    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    public String getApiUrl() {
        return apiUrl;
    }

    public void setApiUrl(String apiUrl) {
        this.apiUrl = apiUrl;
    }

    public String getTokenUrl() {
        return tokenUrl;
    }

    public void setTokenUrl(String tokenUrl) {
        this.tokenUrl = tokenUrl;
    }

    public String getMarketplaceUrl() {
        return marketplaceUrl;
    }

    public void setMarketplaceUrl(String marketplaceUrl) {
        this.marketplaceUrl = marketplaceUrl;
    }

    public String getSsoUrl() {
        return ssoUrl;
    }

    public void setSsoUrl(String ssoUrl) {
        this.ssoUrl = ssoUrl;
    }

    public String getPartnerId() {
        return partnerId;
    }

    public void setPartnerId(String partnerId) {
        this.partnerId = partnerId;
    }

    public String getCompanyId() {
        return companyId;
    }

    public void setCompanyId(String companyId) {
        this.companyId = companyId;
    }

    public String getCardAccountId() {
        return cardAccountId;
    }

    public void setCardAccountId(String cardAccountId) {
        this.cardAccountId = cardAccountId;
    }

    public String getIncentiveAccountId() {
        return incentiveAccountId;
    }

    public void setIncentiveAccountId(String incentiveAccountId) {
        this.incentiveAccountId = incentiveAccountId;
    }

    public String getPartnerName() {
        return partnerName;
    }

    public void setPartnerName(String partnerName) {
        this.partnerName = partnerName;
    }

    public Program getProgram() {
        return program;
    }

    public void setProgram(Program program) {
        this.program = program;
    }

    public SsoPage getPage() {
        return page;
    }

    public void setPage(SsoPage page) {
        this.page = page;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getClientId() {
        return clientId;
    }

    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public String getClientSecret() {
        return clientSecret;
    }

    public void setClientSecret(String clientSecret) {
        this.clientSecret = clientSecret;
    }

    public Duration getCredentialsRetryAfter() {
        return credentialsRetryAfter;
    }

    public void setCredentialsRetryAfter(Duration credentialsRetryAfter) {
        this.credentialsRetryAfter = credentialsRetryAfter;
    }

    public Encryption getEncryption() {
        return encryption;
    }

    public void setEncryption(Encryption encryption) {
        this.encryption = encryption;
    }

    public String getSecretKey() {
        return secretKey;
    }

    public void setSecretKey(String secretKey) {
        this.secretKey = secretKey;
    }

    public String getMarketplaceTokenUrl() {
        return marketplaceTokenUrl;
    }

    public void setMarketplaceTokenUrl(String marketplaceTokenUrl) {
        this.marketplaceTokenUrl = marketplaceTokenUrl;
    }

    public String getMarketplaceUsername() {
        return marketplaceUsername;
    }

    public void setMarketplaceUsername(String marketplaceUsername) {
        this.marketplaceUsername = marketplaceUsername;
    }

    public String getMarketplacePassword() {
        return marketplacePassword;
    }

    public void setMarketplacePassword(String marketplacePassword) {
        this.marketplacePassword = marketplacePassword;
    }

    public String getMarketplaceClientId() {
        return marketplaceClientId;
    }

    public void setMarketplaceClientId(String marketplaceClientId) {
        this.marketplaceClientId = marketplaceClientId;
    }

    public String getMarketplaceClientSecret() {
        return marketplaceClientSecret;
    }

    public void setMarketplaceClientSecret(String marketplaceClientSecret) {
        this.marketplaceClientSecret = marketplaceClientSecret;
    }

    public Encryption getMarketplaceEncryption() {
        return marketplaceEncryption;
    }

    public void setMarketplaceEncryption(Encryption marketplaceEncryption) {
        this.marketplaceEncryption = marketplaceEncryption;
    }

    public String getMarketplaceSecretKey() {
        return marketplaceSecretKey;
    }

    public void setMarketplaceSecretKey(String marketplaceSecretKey) {
        this.marketplaceSecretKey = marketplaceSecretKey;
    }

    public OrderMethod getOrderMethod() {
        return orderMethod;
    }

    public void setOrderMethod(OrderMethod orderMethod) {
        this.orderMethod = orderMethod;
    }

    public Encryption getCoinsEncryption() {
        return coinsEncryption;
    }

    public void setCoinsEncryption(Encryption coinsEncryption) {
        this.coinsEncryption = coinsEncryption;
    }

    public PayloadCodec getPayloadCodec() {
        return payloadCodec;
    }

    public void setPayloadCodec(PayloadCodec payloadCodec) {
        this.payloadCodec = payloadCodec;
    }

    public ReferenceField getReferenceField() {
        return referenceField;
    }

    public void setReferenceField(ReferenceField referenceField) {
        this.referenceField = referenceField;
    }

    public ReferencePolicy getReferencePolicy() {
        return referencePolicy;
    }

    public void setReferencePolicy(ReferencePolicy referencePolicy) {
        this.referencePolicy = referencePolicy;
    }

    public Duration getTokenMaxAge() {
        return tokenMaxAge;
    }

    public void setTokenMaxAge(Duration tokenMaxAge) {
        this.tokenMaxAge = tokenMaxAge;
    }

    public Duration getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public Duration getResponseTimeout() {
        return responseTimeout;
    }

    public void setResponseTimeout(Duration responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public Duration getCallTimeout() {
        return callTimeout;
    }

    public void setCallTimeout(Duration callTimeout) {
        this.callTimeout = callTimeout;
    }

    public int getMaxConnections() {
        return maxConnections;
    }

    public void setMaxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    public long getMaxResponseSize() {
        return maxResponseSize;
    }

    public void setMaxResponseSize(long maxResponseSize) {
        this.maxResponseSize = maxResponseSize;
    }

    public Duration getMaxRetryAfter() {
        return maxRetryAfter;
    }

    public void setMaxRetryAfter(Duration maxRetryAfter) {
        this.maxRetryAfter = maxRetryAfter;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public Integer getProxyPort() {
        return proxyPort;
    }

    public void setProxyPort(Integer proxyPort) {
        this.proxyPort = proxyPort;
    }

    public boolean isAllowInsecure() {
        return allowInsecure;
    }

    public void setAllowInsecure(boolean allowInsecure) {
        this.allowInsecure = allowInsecure;
    }

    public EnkashClient getClient() {
        return client;
    }

    public void setClient(EnkashClient client) {
        this.client = client;
    }

    public Ledger getLedger() {
        return ledger;
    }

    public void setLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    public String getLedgerUrl() {
        return ledgerUrl;
    }

    public void setLedgerUrl(String ledgerUrl) {
        this.ledgerUrl = ledgerUrl;
    }

    public String getLedgerUsername() {
        return ledgerUsername;
    }

    public void setLedgerUsername(String ledgerUsername) {
        this.ledgerUsername = ledgerUsername;
    }

    public String getLedgerPassword() {
        return ledgerPassword;
    }

    public void setLedgerPassword(String ledgerPassword) {
        this.ledgerPassword = ledgerPassword;
    }

    public DataSource getLedgerDataSource() {
        return ledgerDataSource;
    }

    public void setLedgerDataSource(DataSource ledgerDataSource) {
        this.ledgerDataSource = ledgerDataSource;
    }

    public String getLedgerScope() {
        return ledgerScope;
    }

    public void setLedgerScope(String ledgerScope) {
        this.ledgerScope = ledgerScope;
    }

    public boolean isAllowVolatileLedger() {
        return allowVolatileLedger;
    }

    public void setAllowVolatileLedger(boolean allowVolatileLedger) {
        this.allowVolatileLedger = allowVolatileLedger;
    }

    public boolean isCheckFirst() {
        return checkFirst;
    }

    public void setCheckFirst(boolean checkFirst) {
        this.checkFirst = checkFirst;
    }

    public String getPaidStatuses() {
        return paidStatuses;
    }

    public void setPaidStatuses(String paidStatuses) {
        this.paidStatuses = paidStatuses;
    }

    public Duration getLease() {
        return lease;
    }

    public void setLease(Duration lease) {
        this.lease = lease;
    }

    public UnknownPolicy getUnknownPolicy() {
        return unknownPolicy;
    }

    public void setUnknownPolicy(UnknownPolicy unknownPolicy) {
        this.unknownPolicy = unknownPolicy;
    }

    public Duration getSettleWindow() {
        return settleWindow;
    }

    public void setSettleWindow(Duration settleWindow) {
        this.settleWindow = settleWindow;
    }

    public Duration getSettleDelay() {
        return settleDelay;
    }

    public void setSettleDelay(Duration settleDelay) {
        this.settleDelay = settleDelay;
    }

    public Duration getSettleInCall() {
        return settleInCall;
    }

    public void setSettleInCall(Duration settleInCall) {
        this.settleInCall = settleInCall;
    }

    public Duration getPurgeAfter() {
        return purgeAfter;
    }

    public void setPurgeAfter(Duration purgeAfter) {
        this.purgeAfter = purgeAfter;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    public int getBulkSize() {
        return bulkSize;
    }

    public void setBulkSize(int bulkSize) {
        this.bulkSize = bulkSize;
    }

    public boolean isFundExisting() {
        return fundExisting;
    }

    public void setFundExisting(boolean fundExisting) {
        this.fundExisting = fundExisting;
    }

    public String getPathOverrides() {
        return pathOverrides;
    }

    public void setPathOverrides(String pathOverrides) {
        this.pathOverrides = pathOverrides;
    }

    public OutputType getOutputType() {
        return outputType;
    }

    public void setOutputType(OutputType outputType) {
        this.outputType = outputType;
    }

    public String getPageParameters() {
        return pageParameters;
    }

    public void setPageParameters(String pageParameters) {
        this.pageParameters = pageParameters;
    }

    public int getPageSize() {
        return pageSize;
    }

    public void setPageSize(int pageSize) {
        this.pageSize = pageSize;
    }

    public Duration getDateWindow() {
        return dateWindow;
    }

    public void setDateWindow(Duration dateWindow) {
        this.dateWindow = dateWindow;
    }

    public Map<String, Object> getFilter() {
        return filter;
    }

    public void setFilter(Map<String, Object> filter) {
        this.filter = filter;
    }

    public String getStartAt() {
        return startAt;
    }

    public void setStartAt(String startAt) {
        this.startAt = startAt;
    }

    public Duration getLookBack() {
        return lookBack;
    }

    public void setLookBack(Duration lookBack) {
        this.lookBack = lookBack;
    }

    public String getTimeZone() {
        return timeZone;
    }

    public void setTimeZone(String timeZone) {
        this.timeZone = timeZone;
    }

    public int getMaxMessagesPerPoll() {
        return maxMessagesPerPoll;
    }

    public void setMaxMessagesPerPoll(int maxMessagesPerPoll) {
        this.maxMessagesPerPoll = maxMessagesPerPoll;
    }

    public StateRepository<String, String> getStateRepository() {
        return stateRepository;
    }

    public void setStateRepository(StateRepository<String, String> stateRepository) {
        this.stateRepository = stateRepository;
    }

    public String getStateKey() {
        return stateKey;
    }

    public void setStateKey(String stateKey) {
        this.stateKey = stateKey;
    }

    public int getMaxSeen() {
        return maxSeen;
    }

    public void setMaxSeen(int maxSeen) {
        this.maxSeen = maxSeen;
    }

    public String getLowBalance() {
        return lowBalance;
    }

    public void setLowBalance(String lowBalance) {
        this.lowBalance = lowBalance;
    }

    public String getRearmBalance() {
        return rearmBalance;
    }

    public void setRearmBalance(String rearmBalance) {
        this.rearmBalance = rearmBalance;
    }

    public FirstPoll getFirstPoll() {
        return firstPoll;
    }

    public void setFirstPoll(FirstPoll firstPoll) {
        this.firstPoll = firstPoll;
    }
}
