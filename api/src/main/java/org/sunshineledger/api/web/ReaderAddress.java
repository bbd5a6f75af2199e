package org.sunshineledger.api.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Whom a limit counts as one reader: an address, and of the sixth version a whole network, which
 * one household or office has to itself.
 */
public final class ReaderAddress {

  /** Bytes of an IPv6 address that name the network of one household or office. */
  private static final int NETWORK = 8;

  private ReaderAddress() {}

  /** The name under which this address is counted. */
  public static String of(@Nullable String address) {
    if (address == null || address.indexOf(':') < 0) return String.valueOf(address);
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address six
          ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK))
          : address;
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
