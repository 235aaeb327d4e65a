#include "app/chasing.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "app/coverage.h"
#include "app/submitted_facts.h"
#include "base/digest.h"
#include "notify/mail.h"
#include "notify/webhook.h"
#include "workflow/feed.h"
#include "workflow/icalendar.h"
#include "workflow/webhook_shape.h"

namespace chuangmo::app {

namespace {

using nlohmann::json;

constexpr const char* kSecrets = "secret";

json setting(const workflow::Work& work, const std::string& name) {
  const auto found = work.settings.find(name);
  if (found == work.settings.end()) return {};
  return json::parse(found->second, nullptr, false);
}

std::string text_at(const json& object, const char* key) {
  const auto member = object.find(key);
  return member != object.end() && member->is_string() ? member->get<std::string>() : "";
}

std::vector<workflow::Recipient> recipients_of(const workflow::Work& work) {
  std::vector<workflow::Recipient> recipients;
  const json all = setting(work, "recipients");
  if (!all.is_array()) return recipients;
  for (const json& each : all) {
    if (!each.is_object()) continue;
    workflow::Recipient recipient{text_at(each, "id"), text_at(each, "channel"), text_at(each, "address"),
                                  text_at(each, "unit"), EscalationLevel::unit};
    for (const EscalationLevel level : {EscalationLevel::unit, EscalationLevel::unit_head,
                                        EscalationLevel::office, EscalationLevel::leader}) {
      if (workflow::escalation_level_name(level) == text_at(each, "level")) recipient.level = level;
    }
    if (!recipient.id.empty() && !recipient.channel.empty()) recipients.push_back(std::move(recipient));
  }
  return recipients;
}

std::vector<workflow::ToldSlips> told_slips(const workflow::Work& work) {
  std::vector<workflow::ToldSlips> told;
  for (const auto& [recipient, known] : work.reminders) {
    if (known.reminder.ok)
      told.push_back(
          {known.reminder.recipient, known.reminder.channel, known.recorded_at, known.reminder.slips});
  }
  return told;
}

Result<notify::SendReport> send_by_mail(Office& office, const workflow::Reminder& reminder) {
  const json server = setting(*office.work(), "mail");
  if (!server.is_object())
    return fail("APP020", "没有设置邮件服务器", "用 PUT /settings/mail 设置 host、port、user、from");
  notify::MailServer mail_server;
  mail_server.host = text_at(server, "host");
  if (const auto port = server.find("port"); port != server.end() && port->is_number_integer())
    mail_server.port = port->get<decltype(mail_server.port)>();
  if (text_at(server, "security") == "tls") mail_server.security = notify::MailSecurity::tls;
  mail_server.user = text_at(server, "user");
  mail_server.ca_file = text_at(server, "ca_file");
  CHUANGMO_TRY(password, office.vault_value({kSecrets, "mail_password"}));
  mail_server.password = password.value_or("");
  notify::Mail mail;
  mail.from = {office.programme().title, text_at(server, "from")};
  mail.to = {{"", reminder.recipient.address}};
  mail.subject = reminder.subject;
  mail.text = reminder.body;
  mail.id =
      sha256_hex(reminder.recipient.id + "\n" + office.now().text() + "\n" + reminder.body).substr(0, 32);
  mail.date = office.now();
  return notify::send_mail(mail_server, mail);
}

Result<notify::SendReport> send_by_webhook(Office& office, const workflow::Reminder& reminder) {
  CHUANGMO_TRY(kept, office.vault_value({kSecrets, "webhook:" + reminder.recipient.id}));
  const json address = kept ? json::parse(*kept, nullptr, false) : json();
  if (!address.is_object())
    return fail("APP021", "没有 " + reminder.recipient.id + " 的机器人地址",
                "用 PUT /settings/webhook:" + reminder.recipient.id + " 设置 url、secret");
  notify::Webhook webhook;
  const std::string& channel = reminder.recipient.channel;
  webhook.kind = channel == "dingtalk" ? notify::WebhookKind::dingtalk
                 : channel == "feishu" ? notify::WebhookKind::feishu
                                       : notify::WebhookKind::wecom;
  webhook.url = text_at(address, "url");
  webhook.secret = text_at(address, "secret");
  const auto may_be_private = address.find("may_be_private");
  webhook.may_be_private = may_be_private != address.end() && *may_be_private == true;
  int limit = 0;
  for (const ChannelLimit& each : office.rules().settings.reminders.channels) {
    if (each.channel == channel) limit = each.body_bytes;
  }
  CHUANGMO_TRY(body, workflow::webhook_body(channel, {reminder.subject, reminder.body}, limit));
  return notify::post_webhook(webhook, body, office.now());
}

std::set<workflow::Item> answered_items(const workflow::SubmissionContent& content,
                                        const workflow::Request& request) {
  std::set<workflow::Item> items;
  for (const auto& each : content.figures) items.insert({workflow::ItemKind::figure, each.figure});
  for (const auto& each : content.figures) items.insert({workflow::ItemKind::survey, each.figure});
  for (const auto& each : content.records) items.insert({workflow::ItemKind::ledger, each.ledger});
  for (const auto& each : content.closures) items.insert({workflow::ItemKind::ledger, each.ledger});
  for (const auto& each : content.evidence) items.insert({workflow::ItemKind::evidence, each.criterion});
  for (const auto& [task, text] : content.reports) items.insert({workflow::ItemKind::report, task});
  std::set<workflow::Item> asked;
  for (const workflow::Item& item : request.items) {
    if (items.contains(item)) asked.insert(item);
  }
  return asked;
}

// Figures that a later accepted answer gives another value.
std::vector<workflow::Item> corrections(const workflow::SubmissionContent& before,
                                        const workflow::SubmissionContent& after) {
  std::vector<workflow::Item> items;
  for (const workflow::SubmittedFigure& old : before.figures) {
    for (const workflow::SubmittedFigure& now : after.figures) {
      const bool is_same_figure =
          old.figure == now.figure && old.subject == now.subject && old.period == now.period;
      if (is_same_figure && old.as_given != now.as_given)
        items.push_back({workflow::ItemKind::figure, old.figure});
    }
  }
  return items;
}

Result<workflow::AnsweredRequest> answered(Office& office, const workflow::Request& request,
                                           const std::vector<workflow::Submission>& submissions) {
  workflow::AnsweredRequest answer{request, submissions, {}, {}};
  std::shared_ptr<const workflow::SubmissionContent> before;
  for (const workflow::Submission& submission : submissions) {
    const bool was_accepted = submission.state == workflow::SubmissionState::accepted ||
                              submission.state == workflow::SubmissionState::superseded;
    if (!was_accepted) continue;
    CHUANGMO_TRY(content, submitted_content(office, submission.digest));
    answer.accepted_items = answered_items(*content, request);
    if (before != nullptr) {
      const auto corrected = corrections(*before, *content);
      answer.corrected_items.insert(answer.corrected_items.end(), corrected.begin(), corrected.end());
    }
    before = content;
  }
  return answer;
}

}  // namespace

Result<Sent> Chaser::send(const workflow::Reminder& reminder) {
  const workflow::Recipient& to = reminder.recipient;
  Sent sent{to.id, to.channel, false, ""};
  int per_minute = 0;
  for (const ChannelLimit& each : office_.rules().settings.reminders.channels) {
    if (each.channel == to.channel) per_minute = each.messages_per_minute;
  }
  workflow::TokenBucket& bucket = buckets_.try_emplace(to.id, per_minute).first->second;
  if (!bucket.take(office_.now().seconds * 1000)) {
    sent.said = "发送太频繁，下一轮再发";
    return sent;
  }
  const auto report =
      to.channel == "email" ? send_by_mail(office_, reminder) : send_by_webhook(office_, reminder);
  sent.ok = report.has_value();
  sent.said = report ? report->said : report.error().text;
  CHUANGMO_CHECK(office_.change([&](const workflow::Work&, Instant) -> Result<Proposal> {
    Proposal proposal;
    proposal.who = "系统";
    proposal.acts.emplace_back(workflow::ReminderSent{to.id, to.channel, reminder.slips, sent.ok});
    return proposal;
  }));
  return sent;
}

Result<std::vector<Sent>> Chaser::send_due() {
  const std::lock_guard lock(mutex_);
  CHUANGMO_TRY(work, office_.latest_work());
  const std::vector<workflow::Recipient> recipients = recipients_of(*work);
  if (recipients.empty()) return std::vector<Sent>{};
  CHUANGMO_TRY(slips_now, slips(office_, *work, office_.now().date()));
  const std::vector<workflow::ToldSlips> told = told_slips(*work);
  std::vector<Sent> all;
  for (const workflow::Reminder& reminder :
       workflow::reminders_due({slips_now, recipients, told, office_.rules().settings.reminders,
                                office_.rules().calendar, office_.now(), office_.programme().title})) {
    CHUANGMO_TRY(sent, send(reminder));
    all.push_back(std::move(sent));
  }
  return all;
}

Result<std::vector<workflow::UnitScore>> scores(Office& office, const workflow::Work& work,
                                                std::optional<int> year, Date as_of) {
  std::vector<workflow::AnsweredRequest> requests;
  for (const auto& [id, request] : work.requests) {
    if (year && (request.period.end - 1).year() != *year) continue;
    const auto submissions = work.submissions.find(id);
    CHUANGMO_TRY(answer, answered(office, request,
                                  submissions == work.submissions.end() ? std::vector<workflow::Submission>{}
                                                                        : submissions->second));
    requests.push_back(std::move(answer));
  }
  return workflow::unit_scores(requests, work.edges, as_of);
}

Result<std::string> unit_calendar(Office& office, const workflow::Work& work, const std::string& unit) {
  std::vector<workflow::Request> requests;
  std::map<std::string, Instant> changed_at;
  for (const auto& [id, request] : work.requests) {
    requests.push_back(request);
    changed_at["request:" + id] = work.recorded_at;
  }
  std::vector<workflow::DutyStanding> standings;
  if (!work.plan_digest.empty()) {
    CHUANGMO_TRY(all, duties(office, work, office.now().date()));
    standings = std::move(all);
  }
  const auto entries = workflow::feed_entries(
      unit, {requests, request_standings(work), standings, work.edges, changed_at, office.now().date()});
  return workflow::calendar_feed({office.programme().id, unit + " 创模报送"}, entries,
                                 workflow::FeedForm::events, office.rules().settings.feed);
}

}  // namespace chuangmo::app
