package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** A call that moves value for many people at once. It can be sent with a {@link Permit} only. */
public non-sealed interface BulkMoving extends Declaration {

    /**
     * What one row orders.
     *
     * @throws InvalidRequestException if the row lacks something or contradicts itself
     */
    Order order(Map<String, Object> row, Onboarding onboarding, Program program);

    /** What to send for one chunk; all its orders are of one account. */
    Request request(List<Order> chunk, Onboarding onboarding, boolean fundExisting);

    /** What the payload of an accepted answer says of each row, parallel to the chunk. */
    List<Answer> answers(List<Order> chunk, JsonNode payload, int httpStatus, Integer code, boolean fundExisting);
}
