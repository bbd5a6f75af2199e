/**
 * 郑州 2016: the article's figures and divisions as they are, and households, persons, officers and
 * villages made up to fit them, marked SYNTHETIC, told as paper history in backfill.
 */
@NullMarked
package org.sunshineledger.api.scenario;

import org.jspecify.annotations.NullMarked;
