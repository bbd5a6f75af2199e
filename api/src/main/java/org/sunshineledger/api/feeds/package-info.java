/** 订阅: what is new on a board, for feed readers, for browsers that listen, and for machines. */
@NullMarked
package org.sunshineledger.api.feeds;

import org.jspecify.annotations.NullMarked;
