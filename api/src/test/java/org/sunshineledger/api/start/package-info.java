@NullMarked
package org.sunshineledger.api.start;

import org.jspecify.annotations.NullMarked;
