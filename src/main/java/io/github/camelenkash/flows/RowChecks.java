package io.github.camelenkash.flows;

import io.github.camelenkash.api.AllocateCall;
import io.github.camelenkash.api.Amounts;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.groups.Default;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * What is checked of a row before anything of its file is sent: the marks that spreadsheets leave, what the component
 * itself would refuse, so that no row is called good that cannot be paid, what must hold of an {@link Award}, and the limit
 * that the user sets.
 */
final class RowChecks {

    /** What a spreadsheet makes of a long number: {@code 9.19E+11}. */
    private static final Pattern SHORTENED = Pattern.compile("[+-]?\\d+([.,]\\d+)?[eE]\\+\\d+");

    private static final Pattern SPREADSHEET_ERROR =
            Pattern.compile("#(REF!|N/A|VALUE!|NAME\\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|#+)");

    /** Look like nothing, and make another reference of the same one: format characters and all but plain spaces. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Zs}&&[^ ]]");

    /** What a spreadsheet makes of {@code 5-11}, of {@code 1.2}, and what a date cell of a workbook is read as. */
    private static final Pattern DATE = Pattern.compile("\\d{1,2}-[A-Za-z]{3}(-\\d{2,4})?|[A-Za-z]{3}-\\d{2,4}"
            + "|\\d{1,2}[/.]\\d{1,2}[/.]\\d{2,4}|\\d{4}-\\d{2}-\\d{2}");

    private static final int LONGEST_DATE = 11;

    private static final Set<String> NO_DATES = Set.of(RewardColumns.AMOUNT, RewardColumns.REFERENCE, "mobile");

    /** For who keeps the file; nobody reads it here. */
    private static final String NOT_SENT = "remarks";

    /** Their values may be shown; the others may be a person. */
    private static final List<String> SHOWN = List.of(RewardColumns.AMOUNT, "title", "gender");

    private static final Pattern TITLE = Pattern.compile(Award.TITLE);
    private static final Pattern GENDER = Pattern.compile(Award.GENDER);

    private static final List<String> ORDER = Arrays.stream(Award.class.getRecordComponents())
            .map(c -> c.getName())
            .toList();

    private static final Validator VALIDATOR = Validation.byProvider(HibernateValidator.class)
            .configure()
            // The usual one wants an expression language, which texts from outside must never reach.
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    private static final AllocateCall COMPONENT = new AllocateCall();

    private RowChecks() {}

    /** Checks a row of nobody, so that the first real one does not wait for the validator and the numbering plan to be read. */
    static void warmUp() {
        var cells = Map.of(
                RewardColumns.REFERENCE,
                "warm-up",
                "title",
                "Ms",
                "firstName",
                "Nobody",
                "gender",
                "F",
                "email",
                "nobody@example.in",
                "mobile",
                "9000000000",
                RewardColumns.AMOUNT,
                "1");
        check(new RewardRow(1, 0, List.of(), List.of(), cells, null), null, "");
    }

    /**
     * Refuses a row.
     *
     * @param mostPoints the largest amount that one row may have, or null for no limit
     * @param limit the property that sets it
     * @return what it would pay
     */
    static BigDecimal check(RewardRow row, BigDecimal mostPoints, String limit) {
        if (row.flaw() != null) {
            throw new InvalidRequestException(row.flaw());
        }
        row.cells().forEach(RowChecks::checkCell);
        var points = checkAward(row);
        if (mostPoints != null && points.compareTo(mostPoints) > 0) {
            throw invalid(
                    RewardColumns.AMOUNT,
                    "is above the limit of " + Amounts.shown(mostPoints) + ": " + row.text(RewardColumns.AMOUNT),
                    "Check the amount, or have the limit " + limit + " raised");
        }
        return points;
    }

    /** The validator comes first, because its words are made for the row of a file. */
    private static BigDecimal checkAward(RewardRow row) {
        BigDecimal points;
        try {
            points = COMPONENT.points(row.cells());
        } catch (InvalidRequestException e) {
            validate(row);
            throw e;
        }
        if (!leavesTheValidatorNothing(row)) {
            validate(row);
        }
        return points;
    }

    /**
     * Whether the validator can find nothing in a row that the component takes. The component has asked for all that is
     * mandatory, for an address, and for a positive amount of so many digits, in the words of {@link Award}; what Award asks
     * besides is asked here. To ask the validator costs as much as all the rest of a row.
     */
    static boolean leavesTheValidatorNothing(RewardRow row) {
        var mobile = row.text("mobile");
        return !row.reference().isEmpty()
                && TITLE.matcher(row.text("title")).matches()
                && GENDER.matcher(row.text("gender")).matches()
                && (mobile.isEmpty() || IndianMobile.Plan.isMobile(mobile))
                && isStrippedOfAllSpace(row);
    }

    /** The component takes control characters for space, and the validator does not. */
    private static boolean isStrippedOfAllSpace(RewardRow row) {
        for (var cell : row.cells().values()) {
            if (!cell.strip().equals(cell.trim())) {
                return false;
            }
        }
        return true;
    }

    /** Refuses a row that is no {@link Award}. */
    static void validate(RewardRow row) {
        var award = Award.of(row.cells());
        boolean newPerson = row.text(RewardColumns.CARD).isEmpty();
        var groups = newPerson ? new Class<?>[] {Default.class, Award.NewPerson.class} : new Class<?>[] {Default.class};
        // One problem for each field, and fields in one order: what the validator gives has none.
        var problems = new HashMap<String, String>();
        VALIDATOR.validate(award, groups).forEach(violation -> {
            var field = violation.getPropertyPath().toString();
            problems.merge(field, violation.getMessage(), (one, other) -> one.compareTo(other) <= 0 ? one : other);
        });
        if (!problems.isEmpty()) {
            throw invalid(problems, award);
        }
    }

    private static InvalidRequestException invalid(Map<String, String> problems, Award award) {
        var fields = ORDER.stream().filter(problems::containsKey).toList();
        var texts =
                fields.stream().map(problems::get).map(text -> text.split("\n")).toList();
        var what = new StringBuilder();
        for (int i = 0; i < fields.size(); i++) {
            var name = name(fields.get(i));
            what.append(i == 0 ? "" : "; ")
                    .append("The field '")
                    .append(name)
                    .append("' ")
                    .append(texts.get(i)[0]);
            var shown = shown(name, award);
            if (!shown.isEmpty()) {
                what.append(": ").append(shown);
            }
        }
        return new InvalidRequestException(Failure.because(what.toString())
                .field(fields.size() == 1 ? name(fields.get(0)) : null)
                .next(texts.stream().map(text -> text[1]).distinct().collect(Collectors.joining("; "))));
    }

    private static String name(String component) {
        return component.equals("points") ? RewardColumns.AMOUNT : component;
    }

    private static String shown(String field, Award award) {
        if (!SHOWN.contains(field)) {
            return "";
        }
        return switch (field) {
            case "title" -> ColumnNames.shown(award.title());
            case "gender" -> ColumnNames.shown(award.gender());
            default -> ColumnNames.shown(award.loadAmount());
        };
    }

    /** A pattern is asked only where the cell has what it cannot do without. */
    private static void checkCell(String field, String text) {
        if (field.equals(NOT_SENT)) {
            return;
        }
        var cell = text.strip();
        if (cell.lastIndexOf('+') > 0 && SHORTENED.matcher(cell).matches()) {
            throw invalid(
                    field,
                    "was shortened by a spreadsheet: " + cell,
                    "Format the column as text and type the whole value again");
        }
        if (cell.startsWith("#") && SPREADSHEET_ERROR.matcher(cell).matches()) {
            throw invalid(field, "holds a spreadsheet's error: " + cell, "Mend the formula and save the file again");
        }
        if (cell.startsWith("'")) {
            throw invalid(
                    field, "begins with an apostrophe, which a spreadsheet puts before text", "Remove the apostrophe");
        }
        if (NO_DATES.contains(field) && mayBeADate(cell) && DATE.matcher(cell).matches()) {
            throw invalid(
                    field,
                    "is a date, which a spreadsheet makes of what looks like one: " + cell,
                    "Format the column as text and type the value again");
        }
        if (field.equals(RewardColumns.REFERENCE)
                && !isAscii(cell)
                && INVISIBLE.matcher(cell).find()) {
            throw invalid(field, "has an invisible character in it", "Type it again instead of copying it");
        }
    }

    /** A date is short, and has a dash or two other separators. */
    private static boolean mayBeADate(String cell) {
        if (cell.length() > LONGEST_DATE) {
            return false;
        }
        int separators = 0;
        for (int i = 0; i < cell.length(); i++) {
            char character = cell.charAt(i);
            if (character == '-') {
                return true;
            }
            separators += character == '.' || character == '/' ? 1 : 0;
        }
        return separators > 1;
    }

    private static boolean isAscii(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            if (cell.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static InvalidRequestException invalid(String field, String problem, String next) {
        return new InvalidRequestException(Failure.because("The field '" + field + "' " + problem)
                .field(field)
                .next(next));
    }
}
