package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.RejectedException;
import io.github.camelenkash.api.UnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a route cannot be made to show at the right moment. */
class RewardFileTest {

    private static final String TWO_ROWS = "cardId,loadAmount,reference\nEKC1,1,HR-1\nEKC2,1,HR-2\n";

    @TempDir
    private Path folder;

    private Path path;
    private RewardFile file;

    @BeforeEach
    void drop() throws Exception {
        path = Files.writeString(folder.resolve("pay.csv"), TWO_ROWS);
        file = new RewardFile(
                path, RewardSettings.usual(), new Host("sandbox", List::of, () -> false, Clock.systemUTC()));
        file.check();
        file.begin(null, null);
        for (var rows = file.preview(); rows.hasNext(); ) {
            file.look(rows.next(), null, null);
        }
        file.decide();
    }

    @Test
    void aFileThatTakesTheNameInTheLastMomentGoesBackToBeRead() throws Exception {
        var place = folder.resolve(file.finish(null, null));
        Files.writeString(path, "another one");
        Files.move(path, place);

        file.putBackWhatCameLate();

        assertThat(path).hasContent("another one");
        assertThat(place).doesNotExist();
    }

    @Test
    void aFileThatStayedTheSameStaysInItsPlace() throws Exception {
        var place = folder.resolve(file.finish(null, null));
        Files.move(path, place);

        file.putBackWhatCameLate();

        assertThat(place).hasContent(TWO_ROWS);
        assertThat(path).doesNotExist();
    }

    @Test
    void aFailureThatIsNotTheComponentsStopsTheFileAndSaysThatPointsMayHaveMoved() throws Exception {
        var row = file.rows().next();
        file.failed(row, new IllegalStateException("boom for asha@example.in"));

        assertThat(results())
                .contains(
                        "EKC1,1,HR-1,2,UNKNOWN,,,Something failed that has nothing to do with the row: boom for a***@example.in,")
                .contains("EKC2,1,HR-2,3,NOT_SENT,,,Not tried: sending stopped at line 2,");
        assertThat(file.report().ending()).isEqualTo(Ending.STOPPED);
    }

    @Test
    void aRejectedRowDoesNotStopTheFile() throws Exception {
        var rows = file.rows();
        file.failed(rows.next(), new RejectedException(Failure.because("EnKash refused it")));

        assertThat(rows.hasNext()).isTrue();
        assertThat(results()).contains("EKC1,1,HR-1,2,REFUSED,,,EnKash refused it,");
    }

    @Test
    void aStopBeforeTheFirstRowIsToldToEachRow() throws Exception {
        file.stop(new UnavailableException(Failure.because("EnKash cannot be reached")));

        assertThat(results())
                .contains(
                        "EKC1,1,HR-1,2,NOT_SENT,,,Not tried: EnKash cannot be reached,\"Wait until EnKash can be reached, then")
                .contains("EKC2,1,HR-2,3,NOT_SENT,,,Not tried: EnKash cannot be reached,");
        assertThat(file.report().outcomes()).containsEntry("NOT_SENT", 2L);
    }

    private String results() throws Exception {
        file.finish(null, null);
        return Files.readString(file.report().results());
    }
}
