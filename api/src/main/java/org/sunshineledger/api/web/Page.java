package org.sunshineledger.api.web;

import java.time.LocalDate;

/**
 * What a reader gets from an address: the same content as a page or as JSON, whichever is asked
 * for.
 *
 * @param template name of the page, and of its title in the message bundles
 * @param asOf the day the content holds for
 * @param content the data of JSON, and {@code content} in the template
 */
public record Page(String template, LocalDate asOf, Object content) {}
