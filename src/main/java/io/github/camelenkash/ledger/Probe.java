package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Amounts;
import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.LookUp;
import io.github.camelenkash.api.RewardAccount;
import io.github.camelenkash.api.UndecodableException;
import io.github.camelenkash.ledger.ProbeReport.Check;
import io.github.camelenkash.ledger.ProbeReport.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Finds out before the first real payment whether EnKash answers as this component needs it. It asks and searches; it
 * moves nothing and writes nothing. After a refused login it stops, because EnKash locks an account at the third.
 */
public final class Probe {

    private static final List<String> NAMES = List.of("login", "account", "encryption", "search", "echo");
    private static final String PAY_ONE = "Pay one person one point with enkash:allocate, then probe again";
    private static final String EMPTY_SANDBOX = "A sandbox begins empty each time it is started, and the ledger"
            + " remembers what was paid to earlier ones. Leave one running (the command `sandbox`) and name it in the"
            + " properties, or begin with an empty ledger, too; then pay and probe again";
    private static final String AFTER_LOGIN = "Get the login to work, then probe again";
    private static final List<String> MOVING_POINTS = List.of("allocate", "bulkAllocate", "unallocate");

    private final Movements movements;
    private final Ledger ledger;
    private final String account;
    private final boolean encrypted;
    private final boolean sandbox;
    private final Supplier<RewardAccount> reading;
    private final List<Check> checks = new ArrayList<>();

    /**
     * A probe of one account.
     *
     * @param account the account that funds movements
     * @param encrypted whether requests are sent encrypted
     * @param sandbox whether EnKash is a sandbox, which begins empty each time it is started
     * @param reading reads that account
     */
    public Probe(
            Movements movements, String account, boolean encrypted, boolean sandbox, Supplier<RewardAccount> reading) {
        this.movements = movements;
        this.ledger = movements.ledger();
        this.account = account;
        this.encrypted = encrypted;
        this.sandbox = sandbox;
        this.reading = reading;
    }

    /** Does every check once. */
    public ProbeReport report() {
        if (logsIn() && readsAccount()) {
            search();
            echo();
        } else {
            NAMES.stream().filter(this::isOpen).forEach(name -> notChecked(name, null, AFTER_LOGIN));
        }
        return new ProbeReport(checks);
    }

    private boolean logsIn() {
        try {
            movements.gateway().logIn();
            ok("login", "EnKash gave a token");
            return true;
        } catch (CredentialsException e) {
            refused(e);
        } catch (EnkashException e) {
            failed("login", e.getReason(), "Check tokenUrl (or apiUrl), the proxy and the network, then probe again");
        }
        return false;
    }

    private void refused(CredentialsException e) {
        failed(
                "login",
                e.getReason(),
                "Correct username, password, clientId and clientSecret; the same ones are not tried"
                        + " again, because EnKash locks the account at the third wrong login");
    }

    /**
     * Shows the encryption, too: a request that cannot be decrypted has no account for an answer.
     *
     * @return false if the login turned out to be refused
     */
    private boolean readsAccount() {
        try {
            var read = reading.get();
            ok(
                    "account",
                    account + " is readable"
                            + (read.availableBalance() == null
                                    ? ", without a balance"
                                    : ", with a balance of " + Amounts.shown(read.availableBalance())));
            ok(
                    "encryption",
                    "EnKash understood a request that was sent " + (encrypted ? "encrypted" : "in plain JSON"));
        } catch (CredentialsException e) {
            checks.clear();
            refused(e);
            return false;
        } catch (UndecodableException e) {
            notChecked("account", "the answer cannot be read", "Get the encryption right first");
            failed("encryption", e.getReason(), "Check secretKey (default: clientSecret), encryption and payloadCodec");
        } catch (EnkashException e) {
            failed(
                    "account",
                    e.getReason(),
                    "Check cardAccountId (or incentiveAccountId), companyId and partnerId; then"
                            + " encryption and secretKey, because a request that EnKash cannot decrypt is refused as well");
            notChecked("encryption", null, "Get an answer for the account first: it shows both");
        }
        return true;
    }

    private void search() {
        var unheardOf = "probe-" + UUID.randomUUID();
        var lookUp = movements.gateway().lookUp(Kind.points, account, unheardOf);
        if (lookUp instanceof LookUp.Failed failed) {
            failed(
                    "search",
                    "a search for a reference that cannot exist failed: " + failed.reason(),
                    "Ask EnKash how"
                            + " transaction/all filters by pgReferenceNumber; until then set unknownPolicy=park");
        } else if (!(lookUp instanceof LookUp.Empty)) {
            failed(
                    "search",
                    "a search for a reference that cannot exist found something",
                    "Ask EnKash how"
                            + " transaction/all filters by pgReferenceNumber; until then set unknownPolicy=park");
        } else {
            paid(false)
                    .ifPresentOrElse(
                            this::findsControl,
                            () -> notChecked(
                                    "search",
                                    "a reference that cannot exist is not found; no paid one is known to be searched",
                                    PAY_ONE));
        }
    }

    private void findsControl(Movement control) {
        var reference = control.key().reference();
        var lookUp = movements.gateway().lookUp(Kind.points, account, reference);
        var problem = lookUp instanceof LookUp.Found found
                ? Findings.problem(
                        control.content(), found, movements.settings().paidStatuses())
                : "EnKash does not find it" + (lookUp instanceof LookUp.Failed failed ? ": " + failed.reason() : "");
        if (sandbox && lookUp instanceof LookUp.Empty) {
            failed("search", "of a reference that is paid by the ledger: this sandbox does not know it", EMPTY_SANDBOX);
        } else if (problem == null) {
            ok("search", "the paid reference is found exactly once, and one that cannot exist is not");
        } else {
            failed(
                    "search",
                    "of a reference that is paid by the ledger: " + problem,
                    "Wait a while and probe again; if"
                            + " it stays so, ask EnKash, check paidStatuses, and set unknownPolicy=park until then");
        }
    }

    /** An answer counts as an acceptance only if it repeats our reference, so one that was accepted shows it. */
    private void echo() {
        paid(true)
                .ifPresentOrElse(
                        row -> ok("echo", "the answer to a movement of " + row.sentAt() + " repeated its reference"),
                        () -> notChecked("echo", "no movement was paid by an answer yet", PAY_ONE));
    }

    /**
     * The youngest movement of this account that is known to be paid, not by a person's verdict: EnKash may not show old
     * ones for ever.
     *
     * @param byAnswer whether an answer must have told it, not a look-up
     */
    private Optional<Movement> paid(boolean byAnswer) {
        return MOVING_POINTS.stream()
                .map(operation -> ledger.lastPaid(movements.settings().all(), operation, account, byAnswer))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(Movement::sentAt));
    }

    private boolean isOpen(String name) {
        return checks.stream().noneMatch(check -> check.name().equals(name));
    }

    private void ok(String name, String seen) {
        checks.add(new Check(name, Result.OK, seen, null));
    }

    private void failed(String name, String seen, String whatToDo) {
        checks.add(new Check(name, Result.FAILED, seen, whatToDo));
    }

    private void notChecked(String name, String seen, String whatToDo) {
        checks.add(new Check(name, Result.NOT_CHECKED, seen, whatToDo));
    }
}
