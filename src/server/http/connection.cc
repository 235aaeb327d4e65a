#include "server/http/connection.h"

#include <restinio/http_server.hpp>
#include <restinio/null_timer_manager.hpp>
#include <restinio/sendfile.hpp>
#include <restinio/traits.hpp>

namespace chuangmo::server {
namespace {

constexpr std::size_t kFileChunk = std::size_t{128} << 10U;

}  // namespace

// What RESTinio takes for its socket: writes go through, reads come from the gate.
class GatedSocket {
 public:
  using lowest_layer_type = asio::ip::tcp::socket;
  using executor_type = asio::ip::tcp::socket::executor_type;

  explicit GatedSocket(std::shared_ptr<Gate> gate) : gate_(std::move(gate)) {}
  GatedSocket(GatedSocket&&) noexcept = default;
  GatedSocket& operator=(GatedSocket&&) = delete;
  GatedSocket(const GatedSocket&) = delete;
  ~GatedSocket() {
    if (gate_) gate_->close();
  }

  executor_type get_executor() { return gate_->socket().get_executor(); }
  lowest_layer_type& lowest_layer() { return gate_->socket(); }
  bool is_open() const { return !gate_->is_closed(); }
  void shutdown(asio::ip::tcp::socket::shutdown_type, asio::error_code&) {}
  void close() { gate_->close(); }
  void cancel(asio::error_code&) {}

  template <class Buffers, class Done>
  void async_read_some(const Buffers& into, Done&& done) {
    gate_->read(asio::mutable_buffer(*asio::buffer_sequence_begin(into)), std::forward<Done>(done));
  }

  template <class Buffers, class Done>
  void async_write_some(const Buffers& from, Done&& done) {
    gate_->write_begins();
    gate_->socket().async_write_some(from,
                                     [gate = gate_, done = std::decay_t<Done>(std::forward<Done>(done))](
                                         const asio::error_code& error, std::size_t size) mutable {
                                       gate->write_ends();
                                       done(error, size);
                                       gate->continue_reading();
                                     });
  }

 private:
  std::shared_ptr<Gate> gate_;
};

// RESTinio finds these two by the type of the socket.
template <class Connection, class Start, class Failed>
void prepare_connection_and_start_read(GatedSocket&, Connection&, Start start, Failed) {
  start();
}
inline restinio::tls_socket_t* make_tls_socket_pointer_for_state_listener(GatedSocket&) noexcept {
  return nullptr;
}

namespace {

// One thread per loop, so no strands; the gate keeps the time, so no timers.
struct Traits : restinio::traits_t<restinio::null_timer_manager_t, restinio::null_logger_t,
                                   restinio::details::autodetect_request_handler_type,
                                   restinio::noop_strand_t, GatedSocket> {};
using ServerSettings = restinio::server_settings_t<Traits>;
using SharedSettings = restinio::impl::connection_settings_t<Traits>;
using Factory = restinio::impl::connection_factory_t<Traits>;
using NoLimiter = restinio::connection_count_limits::noop_connection_count_limiter_t;
using LifetimeMonitor = restinio::connection_count_limits::connection_lifetime_monitor_t<NoLimiter>;

restinio::response_output_flags_t flags_of(bool is_last, bool keeps_alive) {
  return {is_last ? restinio::response_parts_attr_t::final_parts
                  : restinio::response_parts_attr_t::not_final_parts,
          keeps_alive ? restinio::response_connection_attr_t::connection_keepalive
                      : restinio::response_connection_attr_t::connection_close};
}

}  // namespace

void ResponseSlot::write(std::string head, SharedText body, bool keeps_alive) {
  restinio::writable_items_container_t items;
  items.reserve(2);
  items.emplace_back(std::move(head));
  if (body && !body->empty()) items.emplace_back(std::move(body));
  connection_->write_response_parts(request_, flags_of(true, keeps_alive),
                                    restinio::write_group_t(std::move(items)));
}

void ResponseSlot::write_file(std::string head, int descriptor, const FileBody& file, bool keeps_alive) {
  restinio::file_descriptor_holder_t holder(descriptor);
  restinio::writable_items_container_t items;
  items.emplace_back(std::move(head));
  if (file.size > 0) {
    const restinio::file_meta_t meta(file.offset + file.size, std::chrono::system_clock::time_point());
    items.emplace_back(restinio::sendfile(std::move(holder), meta, kFileChunk)
                           .offset_and_size(static_cast<restinio::file_offset_t>(file.offset), file.size));
  }
  connection_->write_response_parts(request_, flags_of(true, keeps_alive),
                                    restinio::write_group_t(std::move(items)));
}

void ResponseSlot::write_pieces(std::vector<SharedText> pieces, bool is_last, std::function<void()> written) {
  restinio::writable_items_container_t items;
  items.reserve(pieces.size());
  for (SharedText& piece : pieces) items.emplace_back(std::move(piece));
  restinio::write_group_t group(std::move(items));
  group.after_write_notificator([written = std::move(written)](const asio::error_code&) { written(); });
  connection_->write_response_parts(request_, flags_of(is_last, false), std::move(group));
}

struct ConnectionMaker::Settings {
  std::unique_ptr<Factory> factory;
};

ConnectionMaker::ConnectionMaker(IoLoop& loop, BeginAnswer begin) : settings_(std::make_unique<Settings>()) {
  ServerSettings settings;
  settings.buffer_size(Gate::kToken.size())
      .max_pipelined_requests(1)
      .request_handler([&loop, begin = std::move(begin)](const restinio::request_handle_t& request) {
        begin(*loop.speaking, ResponseSlot(std::move(restinio::impl::access_req_connection(*request)),
                                           static_cast<unsigned>(request->request_id())));
        return restinio::request_accepted();
      });
  auto shared = std::make_shared<SharedSettings>(
      std::move(settings), restinio::impl::create_parser_settings<Traits::http_methods_mapper_t>(),
      std::make_shared<restinio::null_timer_manager_t>());
  settings_->factory = std::make_unique<Factory>(std::move(shared), settings.socket_options_setter());
}

ConnectionMaker::~ConnectionMaker() = default;

void ConnectionMaker::make(const std::shared_ptr<Gate>& gate) {
  gate->enter();
  NoLimiter* no_limiter = nullptr;
  asio::error_code gone;
  const auto peer = gate->socket().remote_endpoint(gone);
  const auto connection =
      settings_->factory->create_new_connection(GatedSocket(gate), peer, LifetimeMonitor(no_limiter));
  connection->init();
}

}  // namespace chuangmo::server
