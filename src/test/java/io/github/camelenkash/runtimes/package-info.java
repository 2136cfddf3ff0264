/** Applications of other makes than Camel Main, as their users build and start them. */
package io.github.camelenkash.runtimes;
