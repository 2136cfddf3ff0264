/**
 * The generated builders of {@link io.github.camelenkash.endpoint}. A route implements {@code EnkashBuilders}, which is
 * within {@code EnkashEndpointBuilderFactory}.
 */
package io.github.camelenkash.endpoint.dsl;
