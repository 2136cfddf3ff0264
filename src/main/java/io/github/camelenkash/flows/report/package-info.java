/**
 * The page {@code NAME.report.html} beside a result file: what became of a reward file, for people who read and print.
 *
 * <p>{@link io.github.camelenkash.flows.report.RowTally} counts while rows end and keeps the first few of each kind that
 * somebody must look at; {@link io.github.camelenkash.flows.report.FilePage} is all that the page tells;
 * {@link io.github.camelenkash.flows.report.ReportPage} writes it with FreeMarker, which only {@code Templates} knows and
 * which an application may leave out.
 *
 * <p>Knows none of our packages: what it is given holds no person any more.
 */
package io.github.camelenkash.flows.report;
