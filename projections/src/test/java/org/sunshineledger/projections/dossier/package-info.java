@NullMarked
package org.sunshineledger.projections.dossier;

import org.jspecify.annotations.NullMarked;
