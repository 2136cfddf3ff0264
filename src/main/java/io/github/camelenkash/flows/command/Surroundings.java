package io.github.camelenkash.flows.command;

import java.io.PrintStream;

/**
 * Where a command is run.
 *
 * @param out what was asked for, and nothing else
 * @param err everything else
 * @param terminal somebody who can be asked
 */
record Surroundings(PrintStream out, PrintStream err, Terminal terminal) {}
