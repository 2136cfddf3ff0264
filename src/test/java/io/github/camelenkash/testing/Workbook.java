package io.github.camelenkash.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes workbooks (.xlsx) cell by cell, with what a spreadsheet program does to cells: a writer of workbooks writes clean
 * ones only.
 */
public final class Workbook {

    /** Number formats, by their place in the styles. */
    private static final List<String> FORMATS =
            List.of("General", "0.00E+00", "dd\\-mmm", "[$₹-4009] #,##0.00", "#,##0\" days\"");

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private final List<Sheet> sheets = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    /** A sheet; {@code state} is {@code visible}, {@code hidden} or {@code veryHidden}. */
    private record Sheet(String name, String state, Rows rows) {}

    /** Writes rows, one by one. */
    @FunctionalInterface
    public interface Rows {

        /** Writes all rows with {@link Workbook#row}. */
        void write(Writer out) throws IOException;
    }

    /** Adds a sheet. */
    public Workbook sheet(String name, String state, Rows rows) {
        sheets.add(new Sheet(name, state, rows));
        return this;
    }

    /** Adds a sheet that can be seen, of rows of cells. */
    public Workbook sheet(String name, List<List<String>> rows) {
        return sheet(name, "visible", out -> {
            for (int i = 0; i < rows.size(); i++) {
                if (!rows.get(i).isEmpty()) {
                    row(out, i + 1, rows.get(i));
                }
            }
        });
    }

    /** Writes a row; cells are made by the methods below. */
    public static void row(Writer out, int number, List<String> cells) throws IOException {
        out.write("<row r=\"" + number + "\">");
        for (int i = 0; i < cells.size(); i++) {
            out.write(cells.get(i).replace("<c", "<c r=\"" + (char) ('A' + i) + number + "\""));
        }
        out.write("</row>");
    }

    /** A text that is shared, as spreadsheet programs write it. */
    public String text(String text) {
        texts.add(text);
        return "<c t=\"s\"><v>" + (texts.size() - 1) + "</v></c>";
    }

    /** A text in its cell, as libraries write it. */
    public static String inline(String text) {
        return "<c t=\"inlineStr\"><is><t>" + escaped(text) + "</t></is></c>";
    }

    /** A number as it is kept. */
    public static String number(String kept) {
        return styled(kept, 0);
    }

    /** A number that shows as {@code 9.19E+11}. */
    public static String scientific(String kept) {
        return styled(kept, 1);
    }

    /** A number of days that shows as a date. */
    public static String date(String days) {
        return styled(days, 2);
    }

    /** A number that shows with its currency and separators. */
    public static String rupees(String kept) {
        return styled(kept, 3);
    }

    /** A number whose format has letters of dates in a text, and is none. */
    public static String days(String kept) {
        return styled(kept, 4);
    }

    private static String styled(String kept, int style) {
        return "<c s=\"" + style + "\"><v>" + kept + "</v></c>";
    }

    /** A formula with the result that was saved with it; null for none. */
    public static String formula(String formula, String type, String result) {
        return "<c" + (type == null ? "" : " t=\"" + type + "\"") + "><f>" + escaped(formula) + "</f>"
                + (result == null ? "" : "<v>" + escaped(result) + "</v>") + "</c>";
    }

    /** A formula that failed. */
    public static String error(String error) {
        return "<c t=\"e\"><v>" + error + "</v></c>";
    }

    /** Nothing. */
    public static String nothing() {
        return "";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    public Path write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                var zip = new ZipOutputStream(out)) {
            var kinds = new StringBuilder();
            var names = new StringBuilder();
            var links = new StringBuilder();
            for (int i = 1; i <= sheets.size(); i++) {
                var sheet = sheets.get(i - 1);
                kinds.append(
                        "<Override PartName=\"/xl/worksheets/sheet" + i
                                + ".xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>");
                names.append("<sheet name=\"" + sheet.name() + "\" sheetId=\"" + i + "\" state=\"" + sheet.state()
                        + "\" r:id=\"rId" + i + "\"/>");
                links.append("<Relationship Id=\"rId" + i + "\" Type=\"" + RELATIONS
                        + "/worksheet\" Target=\"worksheets/sheet" + i + ".xml\"/>");
                entry(zip, "xl/worksheets/sheet" + i + ".xml", part -> {
                    part.write("<worksheet xmlns=\"" + MAIN + "\"><sheetData>");
                    sheet.rows().write(part);
                    part.write("</sheetData></worksheet>");
                });
            }
            // The namespaces of the package that a workbook is.
            var opc = "http://schemas.openxmlformats.org/package/2006/";
            entry(
                    zip,
                    "[Content_Types].xml",
                    part -> part.write("<Types xmlns=\"" + opc
                            + "content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/>"
                            + kinds + "</Types>"));
            entry(
                    zip,
                    "_rels/.rels",
                    part -> part.write(
                            "<Relationships xmlns=\"" + opc + "relationships\"><Relationship Id=\"rId1\" Type=\""
                                    + RELATIONS + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"));
            entry(
                    zip,
                    "xl/workbook.xml",
                    part -> part.write("<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + RELATIONS + "\"><sheets>" + names
                            + "</sheets></workbook>"));
            entry(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    part -> part.write("<Relationships xmlns=\"" + opc + "relationships\">" + links
                            + "<Relationship Id=\"rId90\" Type=\"" + RELATIONS
                            + "/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId91\" Type=\"" + RELATIONS
                            + "/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"));
            entry(zip, "xl/styles.xml", Workbook::styles);
            entry(zip, "xl/sharedStrings.xml", part -> {
                part.write("<sst xmlns=\"" + MAIN + "\">");
                for (var text : texts) {
                    part.write("<si><t>" + escaped(text) + "</t></si>");
                }
                part.write("</sst>");
            });
        }
        return file;
    }

    private static void styles(Writer out) throws IOException {
        out.write("<styleSheet xmlns=\"" + MAIN + "\"><numFmts>");
        for (int i = 1; i < FORMATS.size(); i++) {
            out.write("<numFmt numFmtId=\"" + (164 + i) + "\" formatCode=\""
                    + escaped(FORMATS.get(i)).replace("\"", "&quot;") + "\"/>");
        }
        out.write("</numFmts><cellXfs>");
        for (int i = 0; i < FORMATS.size(); i++) {
            out.write("<xf numFmtId=\"" + (i == 0 ? 0 : 164 + i) + "\"/>");
        }
        out.write("</cellXfs></styleSheet>");
    }

    private static void entry(ZipOutputStream zip, String name, Rows content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        var writer = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
        writer.write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        content.write(writer);
        writer.flush();
        zip.closeEntry();
    }

    /** The same as bytes. */
    public byte[] bytes() {
        try {
            var file = Files.createTempFile("workbook", ".xlsx");
            try {
                return Files.readAllBytes(write(file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
