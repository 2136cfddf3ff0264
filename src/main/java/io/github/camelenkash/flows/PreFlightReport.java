package io.github.camelenkash.flows;

import java.math.BigDecimal;

/**
 * What is known of a file before the first point moves. Amounts are points.
 *
 * @param rows rows below the header
 * @param rowsRefused rows that cannot be paid as they are, for whatever reason
 * @param rowsAlreadyPaid rows that the ledger knows as paid under their reference; nothing is sent for them
 * @param rowsToPay rows that are still to be paid
 * @param points what all rows that are not refused add up to, paid before or not
 * @param pointsToPay what the rows that are still to be paid add up to
 * @param balanceBefore what the account can allocate, or null where EnKash did not say
 * @param balanceAfter the same less {@code pointsToPay}; below zero where the balance does not cover the file
 * @param duplicates rows whose reference stands further up already; they are among those refused
 * @param likelyDuplicates rows for a person who got the same points of the same programme lately under another reference
 * @param unknownPeople rows for people who have no card yet, or 0 where nobody looked
 * @param sha256 of the file, in hexadecimal
 * @param financialYear the Indian one that {@code peopleGoingAbove} is about, {@code 2026-27}; null where nobody counts
 * @param peopleGoingAbove people whom the rows to pay take above the threshold of that year; null where there is none
 */
public record PreFlightReport(
        long rows,
        long rowsRefused,
        long rowsAlreadyPaid,
        long rowsToPay,
        BigDecimal points,
        BigDecimal pointsToPay,
        BigDecimal balanceBefore,
        BigDecimal balanceAfter,
        long duplicates,
        long likelyDuplicates,
        long unknownPeople,
        String sha256,
        String financialYear,
        Long peopleGoingAbove) {}
