package org.sunshineledger.api.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where staff, auditors and inspectors sign in. */
@Controller
final class LoginPage {

  @GetMapping("/login")
  ModelAndView show() {
    return new ModelAndView("login", "page", "login");
  }
}
