/** What of feeds is tested from within. */
@NullMarked
package org.sunshineledger.api.feeds;

import org.jspecify.annotations.NullMarked;
