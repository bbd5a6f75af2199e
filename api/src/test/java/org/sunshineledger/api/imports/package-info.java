@NullMarked
package org.sunshineledger.api.imports;

import org.jspecify.annotations.NullMarked;
