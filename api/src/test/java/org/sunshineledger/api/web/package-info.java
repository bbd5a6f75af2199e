@NullMarked
package org.sunshineledger.api.web;

import org.jspecify.annotations.NullMarked;
