/** 见证: the same program as a witness of other people's logs, with addresses of its own. */
@NullMarked
package org.sunshineledger.api.witness;

import org.jspecify.annotations.NullMarked;
