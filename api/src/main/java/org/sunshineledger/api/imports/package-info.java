/**
 * 导入: an allocation notice (资金分配公示) as JSON or as a workbook is read strictly, its figures are
 * added up again, and it is announced only where they hold; a file of published figures (CSV) is
 * recorded whole or not at all; lists of townships and counties (xlsx, CSV) are looked through cell
 * by cell and then recorded, as a whole or row by row.
 */
@NullMarked
package org.sunshineledger.api.imports;

import org.jspecify.annotations.NullMarked;
