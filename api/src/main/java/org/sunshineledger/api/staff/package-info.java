/** 待办: what waits for a member of staff, what is overdue, and what he did today. */
@NullMarked
package org.sunshineledger.api.staff;

import org.jspecify.annotations.NullMarked;
