package io.github.camelenkash;

/** Where a movement's reference comes from when neither the body nor the header names one. */
public enum ReferencePolicy {
    /** Nowhere: the movement is refused, with a message that says how to give one. */
    required,
    /** From the identity of the queue message: JMS message id, or Kafka topic, partition and offset. */
    source
}
