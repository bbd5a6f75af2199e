/** An hour of mixed load on the program as a process, and what it keeps of it. */
@NullMarked
package org.sunshineledger.api.soak;

import org.jspecify.annotations.NullMarked;
