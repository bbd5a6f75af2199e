@NullMarked
package org.sunshineledger.api.charts;

import org.jspecify.annotations.NullMarked;
