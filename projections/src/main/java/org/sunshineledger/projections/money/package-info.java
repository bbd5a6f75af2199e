/** 资金: appropriated, allotted, disbursed, credited, and the balance at every joint. */
@NullMarked
package org.sunshineledger.projections.money;

import org.jspecify.annotations.NullMarked;
