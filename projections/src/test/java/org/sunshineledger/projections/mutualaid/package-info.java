@NullMarked
package org.sunshineledger.projections.mutualaid;

import org.jspecify.annotations.NullMarked;
