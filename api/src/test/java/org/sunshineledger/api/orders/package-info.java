@NullMarked
package org.sunshineledger.api.orders;

import org.jspecify.annotations.NullMarked;
