/** 重做名单: makes public lists again out of the log, for whoever does not trust the server. */
@NullMarked
package org.sunshineledger.api.replay;

import org.jspecify.annotations.NullMarked;
