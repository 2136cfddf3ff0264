package io.github.camelenkash.flows;

import java.util.List;

/**
 * A row as it stands in a file, before anybody asks what it means.
 *
 * @param line where a person finds it: the physical line of a CSV file, the row of a sheet; counted from 1
 * @param cells its texts from the first column on; blank where there is nothing
 */
record FileRow(long line, List<String> cells) {

    boolean hasText() {
        for (var cell : cells) {
            if (!cell.isBlank()) {
                return true;
            }
        }
        return false;
    }

    /** What stands in the cells is not shown. */
    @Override
    public String toString() {
        return "FileRow[line=" + line + ", " + cells.size() + " cells]";
    }
}
