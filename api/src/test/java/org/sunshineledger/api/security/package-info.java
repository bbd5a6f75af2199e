@NullMarked
package org.sunshineledger.api.security;

import org.jspecify.annotations.NullMarked;
