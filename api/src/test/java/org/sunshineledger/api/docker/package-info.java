/** What is in {@code docker/}: read as an engine would read it, and held to the program. */
@NullMarked
package org.sunshineledger.api.docker;

import org.jspecify.annotations.NullMarked;
