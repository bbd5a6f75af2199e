/** Drawings of what a page says: the geometry of SVG that templates fill, made of the same rows. */
@NullMarked
package org.sunshineledger.api.charts;

import org.jspecify.annotations.NullMarked;
