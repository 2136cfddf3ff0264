package io.github.camelenkash.routes;

/** The route {@code csv-drop} where it pays by bulk calls. */
class CsvDropBulkTest extends BulkFiles {

    CsvDropBulkTest() {
        super(DropFolder.ROUTE, "csvDrop");
    }
}
