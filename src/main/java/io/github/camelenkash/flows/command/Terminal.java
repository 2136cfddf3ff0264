package io.github.camelenkash.flows.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;

/** Somebody who can be asked. */
interface Terminal {

    /** Whether anybody is there. */
    boolean isPresent();

    /** Waits for a line; null where there will be none any more. */
    String readLine();

    /** Who started this process, unless its input or output goes elsewhere. */
    static Terminal ofTheProcess() {
        return new Terminal() {
            @Override
            public boolean isPresent() {
                return System.console() != null;
            }

            @Override
            public String readLine() {
                try {
                    return new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
