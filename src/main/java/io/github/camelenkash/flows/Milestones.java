package io.github.camelenkash.flows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;

/**
 * Which birthdays and work anniversaries are due: today's, and those of the days before that may have been missed.
 *
 * <p>An award's reference is made of programme, person and year ({@code birthday/E1042/2026}), so it is the same on
 * whichever day, and however often, it is found to be due: the ledger pays it once.
 */
public final class Milestones {

    private static final MonthDay LEAP_DAY = MonthDay.of(2, 29);

    private ZoneId zone = ZoneId.of("Asia/Kolkata");
    private LocalDate fixedToday;
    private int catchUpDays = 7;
    private BigDecimal birthdayPoints = BigDecimal.ZERO;
    private BigDecimal anniversaryPoints = BigDecimal.ZERO;
    private boolean leapDayInMarch;

    /** Whose day counts as today; India's by default. */
    public void setZone(String zone) {
        this.zone = ZoneId.of(zone);
    }

    /** A day to take for today, for trying it out; blank for the real one. */
    public void setToday(String today) {
        fixedToday = today == null || today.isBlank() ? null : LocalDate.parse(today.strip());
    }

    /** How many days before today are looked at too; 0 for none. */
    public void setCatchUpDays(int days) {
        if (days < 0 || days > 300) {
            // A year would meet the same birthday twice.
            throw new IllegalArgumentException("catchUpDays must be between 0 and 300");
        }
        catchUpDays = days;
    }

    /** Points for a birthday; 0 for none. */
    public void setBirthdayPoints(String points) {
        birthdayPoints = new BigDecimal(points.strip());
    }

    /** Points for each anniversary of joining; 0 for none. */
    public void setAnniversaryPoints(String points) {
        anniversaryPoints = new BigDecimal(points.strip());
    }

    /** Whether those of 29 February have their day on 1 March where there is none, instead of 28 February. */
    public void setLeapDayInMarch(boolean inMarch) {
        leapDayInMarch = inMarch;
    }

    /**
     * The awards that are due to a person, each a reward request.
     *
     * @param person a row with {@code employee}, {@code born}, {@code joined}, {@code left_on}, and {@code card_id} or the
     *     person's {@code title}, {@code first_name}, {@code gender}, {@code email} and {@code mobile}
     */
    public List<Map<String, Object>> due(@Body Map<String, Object> person) {
        var today = fixedToday != null ? fixedToday : LocalDate.now(zone);
        var left = date(person.get("left_on"));
        var due = new ArrayList<Map<String, Object>>();
        if (left != null && left.isBefore(today)) {
            return due;
        }
        var joined = date(person.get("joined"));
        for (var day = today.minusDays(catchUpDays); !day.isAfter(today); day = day.plusDays(1)) {
            if (joined != null && day.isBefore(joined)) {
                continue; // nobody missed a day on which the person was not there yet
            }
            if (birthdayPoints.signum() > 0 && isDay(date(person.get("born")), day)) {
                due.add(award("birthday", person, day, birthdayPoints));
            }
            if (anniversaryPoints.signum() > 0 && isDay(joined, day)) {
                due.add(award("anniversary", person, day, anniversaryPoints));
            }
        }
        return due;
    }

    /** Whether a day is a later year's day of a date. */
    private boolean isDay(LocalDate date, LocalDate day) {
        return date != null
                && date.getYear() < day.getYear()
                && dayIn(date, day.getYear()).equals(day);
    }

    private LocalDate dayIn(LocalDate date, int year) {
        boolean missing = MonthDay.from(date).equals(LEAP_DAY) && !java.time.Year.isLeap(year);
        return missing && leapDayInMarch ? LocalDate.of(year, 3, 1) : date.withYear(year);
    }

    private static Map<String, Object> award(
            String programme, Map<String, Object> person, LocalDate day, BigDecimal points) {
        var employee = Orders.required(person, "employee");
        var award = new LinkedHashMap<String, Object>();
        award.put("reference", programme + "/" + employee + "/" + day.getYear());
        award.put("points", points);
        if (Orders.text(person, "card_id") != null) {
            award.put("cardId", Orders.text(person, "card_id"));
            return award;
        }
        for (var name : new String[] {"title", "gender", "email", "mobile"}) {
            award.put(name, Orders.text(person, name));
        }
        award.put("firstName", Orders.text(person, "first_name"));
        return award;
    }

    private static LocalDate date(Object value) {
        if (value == null || value.toString().isBlank()) {
            return null;
        }
        if (value instanceof java.sql.Date sql) {
            return sql.toLocalDate();
        }
        // A time of day that a column happens to have does not matter.
        return LocalDate.parse(value.toString().strip().substring(0, "2026-01-01".length()));
    }
}
