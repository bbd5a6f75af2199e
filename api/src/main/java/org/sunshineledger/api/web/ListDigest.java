package org.sunshineledger.api.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What stands under a list of a public page: how many rows the whole list has, and the digest of
 * all of them at one size of the log.
 *
 * @param name of the list in addresses, e.g. {@code open-notices}
 * @param subject code of the region or name of the source; null for the whole ledger
 * @param asOf the last day whose facts count
 * @param rows of the whole list, whatever part of it the page shows
 * @param digest SHA-256 of the list's text in hexadecimal digits; null while the log grows faster
 *     than what is shown can be told of one size
 * @param size of the log the list is made of; null likewise
 * @param root of the log at that size in base64; null until a checkpoint covers it
 * @param replayable {@code public}: anybody can make the list again from the log's address; {@code
 *     package}: that needs an audit package with the details of restricted facts
 * @param address of the list's text, which gives the digest when it is hashed
 */
public record ListDigest(
    String name,
    @Nullable String subject,
    LocalDate asOf,
    int rows,
    @Nullable String digest,
    @Nullable Long size,
    @Nullable String root,
    String replayable,
    String address) {}
