@NullMarked
package org.sunshineledger.api.watch;

import org.jspecify.annotations.NullMarked;
