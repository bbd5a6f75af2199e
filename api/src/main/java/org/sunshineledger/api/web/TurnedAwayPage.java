package org.sunshineledger.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where filters send what they turn away, of the pages and, as a configuration, of the operators'
 * port, which has an error page of another kind.
 */
@Controller
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
final class TurnedAwayPage {

  static final String ADDRESS = "/turned-away";

  private final ErrorPages pages;

  TurnedAwayPage(ErrorPages pages) {
    this.pages = pages;
  }

  @RequestMapping(ADDRESS)
  @Nullable ModelAndView show(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    return pages.show(request, response);
  }
}
