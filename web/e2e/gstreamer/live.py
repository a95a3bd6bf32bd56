#!/usr/bin/python3
"""A WHIP publisher and a WHEP player out of GStreamer's webrtcbin, for trying the server with a WebRTC stack that is not
a browser's.

usage: live.py publish URL [vp8|h264]
       live.py watch URL

Prints a line of JSON a second until SIGTERM, which ends the session: {"audio": N, "video": N}, what was decoded so far (of
a publisher: what was sent). Needs Debian's python3-gi, gir1.2-gst-plugins-bad-1.0, gstreamer1.0-nice and
gstreamer1.0-plugins-{base,good,bad}.
"""
import json
import signal
import sys
import urllib.parse
import urllib.request

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstWebRTC", "1.0")
gi.require_version("GstSdp", "1.0")
from gi.repository import GLib, Gst, GstSdp, GstWebRTC  # noqa: E402

VIDEO = "video/x-raw,width=320,height=240,framerate=15/1"
ENCODERS = {
    "vp8": "vp8enc deadline=1 keyframe-max-dist=1000 ! rtpvp8pay ! application/x-rtp,media=video,encoding-name=VP8",
    "h264": "openh264enc gop-size=1000 ! video/x-h264,profile=constrained-baseline ! rtph264pay config-interval=-1"
    " aggregate-mode=zero-latency ! application/x-rtp,media=video,encoding-name=H264,packetization-mode=(string)1"
    ",profile-level-id=(string)42e01f",
}
FEEDBACK = ",rtcp-fb-nack=true,rtcp-fb-nack-pli=true"
WANTED = {
    "audio": "application/x-rtp,media=audio,encoding-name=OPUS,payload=97,clock-rate=48000,encoding-params=(string)2",
    "video": "application/x-rtp,media=video,encoding-name=VP8,payload=96,clock-rate=90000" + FEEDBACK,
}


class Session:
    def __init__(self, url, pipeline):
        self.url = url
        self.resource = None
        self.counts = {"audio": 0, "video": 0}
        self.pipeline = pipeline
        self.webrtc = pipeline.get_by_name("webrtc")
        self.loop = GLib.MainLoop()

    def run(self):
        GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGTERM, self.loop.quit)
        GLib.timeout_add(1000, self.report)
        bus = self.pipeline.get_bus()
        bus.add_signal_watch()
        bus.connect("message::error", self.on_error)
        self.webrtc.connect("on-negotiation-needed", self.on_negotiation_needed)
        self.pipeline.set_state(Gst.State.PLAYING)
        self.loop.run()
        if self.resource:
            self.request("DELETE", self.resource, None)
        self.pipeline.set_state(Gst.State.NULL)

    def report(self):
        print(json.dumps(self.counts), flush=True)
        return True

    def on_error(self, _, message):
        print(message.parse_error(), file=sys.stderr, flush=True)
        self.loop.quit()

    def on_negotiation_needed(self, _):
        if self.resource is None:
            promise = Gst.Promise.new_with_change_func(self.on_offer, None)
            self.webrtc.emit("create-offer", None, promise)

    def on_offer(self, promise, _):
        reply = promise.get_reply()  # owns the offer, so it has to outlive it
        offer = reply.get_value("offer")
        self.webrtc.emit("set-local-description", offer, Gst.Promise.new())
        GLib.idle_add(self.exchange, offer.sdp.as_text())

    def exchange(self, offer):
        response = self.request("POST", self.url, offer.encode())
        self.resource = urllib.parse.urljoin(self.url, response.headers["Location"])
        _, sdp = GstSdp.SDPMessage.new_from_text(response.read().decode())
        answer = GstWebRTC.WebRTCSessionDescription.new(GstWebRTC.WebRTCSDPType.ANSWER, sdp)
        self.webrtc.emit("set-remote-description", answer, Gst.Promise.new())
        return False

    def request(self, method, url, body):
        headers = {"Content-Type": "application/sdp", "Accept": "application/sdp"} if body else {}
        return urllib.request.urlopen(urllib.request.Request(url, body, headers, method=method), timeout=20)

    def count(self, pad, media):
        pad.add_probe(Gst.PadProbeType.BUFFER, self.on_buffer, media)

    def on_buffer(self, _, __, media):
        self.counts[media] += 1
        return Gst.PadProbeReturn.OK


def publish(url, codec="vp8"):
    pipeline = Gst.parse_launch(
        "webrtcbin name=webrtc bundle-policy=max-bundle"
        " audiotestsrc is-live=true ! opusenc name=audio ! rtpopuspay ! application/x-rtp,media=audio"
        ",encoding-name=OPUS,payload=97 ! webrtc."
        f" videotestsrc is-live=true ! {VIDEO} ! identity name=video ! {ENCODERS[codec]},payload=96{FEEDBACK} ! webrtc."
    )
    session = Session(url, pipeline)
    for index in range(2):
        transceiver = session.webrtc.emit("get-transceiver", index)
        transceiver.set_property("direction", GstWebRTC.WebRTCRTPTransceiverDirection.SENDONLY)
    for media in session.counts:
        session.count(pipeline.get_by_name(media).get_static_pad("src"), media)
    session.run()


def watch(url):
    pipeline = Gst.Pipeline.new()
    pipeline.add(Gst.parse_launch("webrtcbin name=webrtc bundle-policy=max-bundle"))
    session = Session(url, pipeline)

    def on_decoded(_, pad):
        media = pad.get_current_caps().get_structure(0).get_name().split("/")[0]
        sink = Gst.ElementFactory.make("fakesink")
        pipeline.add(sink)
        sink.sync_state_with_parent()
        pad.link(sink.get_static_pad("sink"))
        session.count(pad, media)

    def on_stream(_, pad):
        if pad.direction == Gst.PadDirection.SRC:
            decoder = Gst.ElementFactory.make("decodebin")
            decoder.connect("pad-added", on_decoded)
            pipeline.add(decoder)
            decoder.sync_state_with_parent()
            pad.link(decoder.get_static_pad("sink"))

    session.webrtc.connect("pad-added", on_stream)
    for caps in WANTED.values():
        session.webrtc.emit(
            "add-transceiver", GstWebRTC.WebRTCRTPTransceiverDirection.RECVONLY, Gst.Caps.from_string(caps)
        )
    session.run()


Gst.init(None)
{"publish": publish, "watch": watch}[sys.argv[1]](*sys.argv[2:])
