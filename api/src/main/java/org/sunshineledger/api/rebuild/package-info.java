/** 重建视图: the rebuild of views, asked for by the administrator. */
@NullMarked
package org.sunshineledger.api.rebuild;

import org.jspecify.annotations.NullMarked;
