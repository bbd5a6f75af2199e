/** The pages as a reader sees and uses them: in Debian's Chromium, over the running program. */
@NullMarked
package org.sunshineledger.api.browser;

import org.jspecify.annotations.NullMarked;
