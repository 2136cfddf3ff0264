package io.github.camelenkash.sandbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** Which documented behaviour a test shows; {@link SandboxPromisesTest} wants every one shown. */
@Target(ElementType.METHOD)
@interface Shows {

    Documented[] value();
}
