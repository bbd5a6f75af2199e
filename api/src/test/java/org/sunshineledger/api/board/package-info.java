@NullMarked
package org.sunshineledger.api.board;

import org.jspecify.annotations.NullMarked;
