package io.github.camelenkash;

/** Whether requests are encrypted (§5.4). Encrypted responses are detected in both cases. */
public enum Encryption {
    /** Requests are encrypted, as the documents demand. */
    request,
    /** Requests travel as plain JSON, as the documents' examples show. */
    none
}
