@NullMarked
package org.sunshineledger.projections.view;

import org.jspecify.annotations.NullMarked;
