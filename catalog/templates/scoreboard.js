(function () {
  "use strict";
  var root = document.documentElement;
  var indicators = Array.prototype.slice.call(document.querySelectorAll("details.ind"));

  function kept(key) {
    try { return window.localStorage.getItem("chuangmo." + key); } catch (e) { return null; }
  }
  function keep(key, value) {
    try { window.localStorage.setItem("chuangmo." + key, value); } catch (e) { /* a file without storage */ }
  }

  var languageButton = document.getElementById("language");
  function speak(language) {
    root.setAttribute("data-language", language);
    root.setAttribute("lang", language === "en" ? "en" : "zh-CN");
    languageButton.textContent = language === "en" ? "中文" : "English";
    languageButton.setAttribute("lang", language === "en" ? "zh-CN" : "en");
    Array.prototype.forEach.call(document.querySelectorAll("[data-en]"), function (element) {
      var other = element.getAttribute("data-en");
      var is_title = element.tagName === "TITLE";
      if ((element.getAttribute("data-spoken") || "zh") === language) return;
      element.setAttribute("data-spoken", language);
      element.setAttribute("data-en", is_title ? element.textContent : element.getAttribute("title"));
      if (is_title) element.textContent = other; else element.setAttribute("title", other);
    });
    keep("language", language);
  }
  languageButton.addEventListener("click", function () {
    speak(root.getAttribute("data-language") === "en" ? "zh" : "en");
  });

  function isDark() {
    var chosen = root.getAttribute("data-theme");
    if (chosen) return chosen === "dark";
    return !!(window.matchMedia && window.matchMedia("(prefers-color-scheme: dark)").matches);
  }
  document.getElementById("theme").addEventListener("click", function () {
    var next = isDark() ? "light" : "dark";
    root.setAttribute("data-theme", next);
    keep("theme", next);
  });
  document.getElementById("print").addEventListener("click", function () { window.print(); });

  function openTarget() {
    var match = /^#(i\d+)$/.exec(window.location.hash);
    var target = match && document.getElementById(match[1]);
    if (!target) return;
    choose("all");
    target.open = true;
    target.scrollIntoView();
    target.querySelector("summary").focus({ preventScroll: true });
  }

  var filters = Array.prototype.slice.call(document.querySelectorAll("[data-filter]"));
  function choose(outcome) {
    filters.forEach(function (button) {
      button.setAttribute("aria-pressed", button.getAttribute("data-filter") === outcome ? "true" : "false");
    });
    indicators.forEach(function (indicator) {
      indicator.hidden = outcome !== "all" && indicator.getAttribute("data-outcome") !== outcome;
    });
    Array.prototype.forEach.call(document.querySelectorAll("section.group"), function (group) {
      group.hidden = !group.querySelector("details.ind:not([hidden])");
    });
  }
  filters.forEach(function (button) {
    button.addEventListener("click", function () { choose(button.getAttribute("data-filter")); });
  });

  var openAll = document.getElementById("openall");
  openAll.addEventListener("click", function () {
    var open = openAll.getAttribute("aria-pressed") !== "true";
    openAll.setAttribute("aria-pressed", open ? "true" : "false");
    indicators.forEach(function (indicator) { indicator.open = open && !indicator.hidden; });
  });

  var wanted = /[?&]lang=(en|zh)/.exec(window.location.search);
  var language = wanted ? wanted[1] : kept("language");
  if (language === "en") speak("en");
  var theme = /[?&]theme=(dark|light)/.exec(window.location.search);
  theme = theme ? theme[1] : kept("theme");
  if (theme === "dark" || theme === "light") root.setAttribute("data-theme", theme);
  window.addEventListener("hashchange", openTarget);
  openTarget();
})();
