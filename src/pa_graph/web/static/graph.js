// An interactive picture of links: drawn on a canvas, laid out by repulsion and springs in slices
// so that the first paint does not wait, explored by pointer and by keyboard.

const DOWN = 14000; // units of repulsion
const REACH = 120; // beyond this distance dots don't push one another
const SLICE = 12; // milliseconds of layout between two paints

const colourOf = (kind) => getComputedStyle(document.documentElement).getPropertyValue(`--${kind}-dot`).trim() || "#888";

for (const box of document.querySelectorAll("[data-graph]")) if (box.dataset.graph) start(box);

async function start(box) {
  const side = box.querySelector(".side");
  let data;
  try {
    const answer = await fetch(box.dataset.graph);
    data = await answer.json();
    if (!answer.ok) throw new Error(data.error);
  } catch {
    side.replaceChildren(paragraph(box.dataset.failed));
    return;
  }
  draw(box, data);
}

// Draw dots and lines in a box that has a canvas, tools and a place for words.
export function draw(box, data) {
  const canvas = box.querySelector("canvas");
  const side = box.querySelector(".side");
  if (!data.nodes.length) {
    side.replaceChildren(paragraph(box.dataset.nothing));
    box.dataset.ready = "empty";
    return;
  }
  if (data.grouped) side.append(paragraph(box.dataset.grouped));
  new Picture(box, canvas, side, data);
}

function paragraph(text) {
  const p = document.createElement("p");
  p.textContent = text;
  return p;
}

class Picture {
  constructor(box, canvas, side, data) {
    Object.assign(this, { box, canvas, side, nodes: data.nodes, edges: data.edges });
    this.pen = canvas.getContext("2d");
    this.scale = 1;
    this.x = 0;
    this.y = 0;
    this.chosen = -1;
    this.hovered = -1;
    this.heat = 1;
    this.moved = false;
    this.near = this.nodes.map(() => []);
    this.edges.forEach(([a, b], number) => {
      this.near[a].push(number);
      this.near[b].push(number);
    });
    this.place();
    this.colours();
    this.listen();
    this.names();
    this.size();
    this.fit();
    this.paint();
    box.dataset.ready = String(this.nodes.length);
    this.still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    requestAnimationFrame(() => this.step());
  }

  // First places: the most joined in the middle, the others around in a spiral, group by group.
  place() {
    const order = this.nodes.map((_, i) => i).sort((a, b) => this.near[b].length - this.near[a].length || a - b);
    const placed = [];
    const seen = new Set();
    for (const first of order) {
      if (seen.has(first)) continue;
      const queue = [first];
      seen.add(first);
      while (queue.length) {
        const node = queue.shift();
        placed.push(node);
        for (const edge of this.near[node]) {
          const [a, b] = this.edges[edge];
          const other = a === node ? b : a;
          if (!seen.has(other)) {
            seen.add(other);
            queue.push(other);
          }
        }
      }
    }
    placed.forEach((node, rank) => {
      const angle = rank * 2.399963;
      const radius = 22 * Math.sqrt(rank + 0.5);
      Object.assign(this.nodes[node], { x: radius * Math.cos(angle), y: radius * Math.sin(angle), dx: 0, dy: 0 });
    });
    this.layered = this.box.dataset.layered === "yes";
    if (this.layered) this.level();
    const most = Math.max(1, ...this.near.map((e) => e.length));
    this.nodes.forEach((node, i) => {
      node.r = 4 + 9 * Math.sqrt(this.near[i].length / most) + Math.min(8, Math.sqrt(node.holds - 1));
    });
  }

  // In columns: what is needed by all the rest on one side, what needs most on the other.
  level() {
    for (const node of this.nodes) node.level = 0;
    for (let round = 0; round < 5; round++) {
      for (const [from, to] of this.edges) {
        const a = this.nodes[from];
        if (a.level <= this.nodes[to].level && this.nodes[to].level < 5) a.level = this.nodes[to].level + 1;
      }
    }
    this.layers = Math.max(...this.nodes.map((node) => node.level));
    const rows = new Map();
    for (const node of [...this.nodes].sort((a, b) => a.y - b.y)) {
      const row = rows.get(node.level) || 0;
      rows.set(node.level, row + 1);
      node.x = (this.layers / 2 - node.level) * 260;
      node.y = row * 26;
    }
    for (const node of this.nodes) node.y -= rows.get(node.level) * 13;
  }

  colours() {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue(name).trim();
    this.colour = {
      ink: read("--ink"), line: read("--strong-line"), paper: read("--card"), focus: read("--focus"),
      falls: read("--bad"), late: read("--warn"), harder: read("--info"), holds: read("--accent"), cause: read("--ink"),
    };
    for (const kind of ["party", "document", "commitment", "aim", "place"]) this.colour[kind] = colourOf(kind);
  }

  names() {
    const list = this.box.querySelector("#graph-names");
    if (this.nodes.length > 2000) return;
    for (const node of this.nodes) {
      const option = document.createElement("option");
      option.value = node.label;
      list.append(option);
    }
  }

  // Layout: a grid keeps the pushing local, so that thousands of dots stay quick.
  tick() {
    const { nodes, edges } = this;
    const grid = new Map();
    nodes.forEach((node, i) => {
      const key = `${Math.floor(node.x / REACH)},${Math.floor(node.y / REACH)}`;
      if (!grid.has(key)) grid.set(key, []);
      grid.get(key).push(i);
    });
    for (const [key, own] of grid) {
      const [gx, gy] = key.split(",").map(Number);
      for (let ax = 0; ax <= 1; ax++) {
        for (let ay = ax ? -1 : 0; ay <= 1; ay++) {
          const others = grid.get(`${gx + ax},${gy + ay}`);
          if (!others) continue;
          const same = others === own;
          for (let i = 0; i < own.length; i++) {
            const a = nodes[own[i]];
            for (let j = same ? i + 1 : 0; j < others.length; j++) {
              const b = nodes[others[j]];
              let dx = a.x - b.x;
              let dy = a.y - b.y;
              const far = dx * dx + dy * dy || 0.01;
              if (far > REACH * REACH) continue;
              if (far < 0.02) { dx = 0.1 * (i + 1); dy = 0.1; }
              const push = Math.min(12, DOWN / far / 6) / Math.sqrt(far);
              a.dx += dx * push; a.dy += dy * push;
              b.dx -= dx * push; b.dy -= dy * push;
            }
          }
        }
      }
    }
    for (const [from, to] of edges) {
      const a = nodes[from];
      const b = nodes[to];
      const dx = b.x - a.x;
      const dy = b.y - a.y;
      const far = Math.hypot(dx, dy) || 0.1;
      const degree = Math.sqrt(Math.min(this.near[from].length, this.near[to].length));
      const pull = (0.06 * (far - 75 - a.r - b.r)) / far / degree;
      a.dx += dx * pull; a.dy += dy * pull;
      b.dx -= dx * pull; b.dy -= dy * pull;
    }
    for (const node of nodes) {
      if (this.layered) node.dx += ((this.layers / 2 - node.level) * 260 - node.x) * 0.2;
      else node.dx -= node.x * 0.004;
      node.dy -= node.y * 0.004;
      const far = Math.hypot(node.dx, node.dy);
      const most = 14 * this.heat;
      const part = far > most ? most / far : 1;
      node.x += node.dx * part;
      node.y += node.dy * part;
      node.dx *= 0.5;
      node.dy *= 0.5;
    }
    this.heat *= 0.985;
  }

  step() {
    if (this.heat < 0.03) {
      if (!this.moved) this.fit();
      this.box.dataset.settled = "yes";
      this.paint();
      return;
    }
    const began = performance.now();
    do this.tick(); while (performance.now() - began < SLICE && this.heat >= 0.03);
    if (!this.still) {
      if (!this.moved) this.fit();
      this.paint();
    }
    requestAnimationFrame(() => this.step());
  }

  size() {
    const ratio = devicePixelRatio || 1;
    this.width = this.canvas.clientWidth;
    this.height = this.canvas.clientHeight;
    this.canvas.width = this.width * ratio;
    this.canvas.height = this.height * ratio;
    this.ratio = ratio;
  }

  fit() {
    const xs = this.nodes.map((n) => n.x);
    const ys = this.nodes.map((n) => n.y);
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    this.scale = Math.min(2.2, this.width / (right - left + 160), this.height / (bottom - top + 90));
    this.x = this.width / 2 - (this.scale * (left + right)) / 2;
    this.y = this.height / 2 - (this.scale * (top + bottom)) / 2;
  }

  paint() {
    const { pen, nodes, edges, colour } = this;
    const many = nodes.length > 600;
    const at = this.chosen >= 0 ? this.chosen : this.hovered;
    const lit = new Set(at >= 0 ? [at] : []);
    if (at >= 0) for (const edge of this.near[at]) lit.add(edges[edge][0]).add(edges[edge][1]);
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    pen.clearRect(0, 0, this.width, this.height);
    pen.translate(this.x, this.y);
    pen.scale(this.scale, this.scale);
    for (const bright of [false, true]) {
      pen.beginPath();
      for (const [a, b, , holds] of edges) {
        if ((at >= 0 && (a === at || b === at)) !== bright) continue;
        this.arrow(nodes[a], nodes[b], !many || bright, holds);
      }
      pen.strokeStyle = bright ? colour.ink : colour.line;
      pen.globalAlpha = bright ? 0.9 : at >= 0 ? 0.12 : many ? 0.25 : 0.45;
      pen.lineWidth = (bright ? 1.6 : 1) / Math.sqrt(this.scale);
      pen.stroke();
    }
    pen.globalAlpha = 1;
    nodes.forEach((node, i) => {
      pen.globalAlpha = at >= 0 && !lit.has(i) ? 0.25 : 1;
      pen.fillStyle = colour[node.verdict] || colour[node.kind] || colour.place;
      this.shape(node);
      if (i === at) {
        pen.lineWidth = 3 / this.scale;
        pen.strokeStyle = colour.focus;
        pen.stroke();
      }
    });
    pen.globalAlpha = 1;
    this.labels(at, lit);
  }

  arrow(a, b, head) {
    const { pen } = this;
    const angle = Math.atan2(b.y - a.y, b.x - a.x);
    const x = b.x - Math.cos(angle) * (b.r + 2);
    const y = b.y - Math.sin(angle) * (b.r + 2);
    pen.moveTo(a.x + Math.cos(angle) * a.r, a.y + Math.sin(angle) * a.r);
    pen.lineTo(x, y);
    if (!head) return;
    for (const turn of [2.7, -2.7]) {
      pen.moveTo(x, y);
      pen.lineTo(x + 6 * Math.cos(angle + turn), y + 6 * Math.sin(angle + turn));
    }
  }

  shape(node) {
    const { pen } = this;
    const { x, y, r } = node;
    pen.beginPath();
    if (node.kind === "document") pen.rect(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7);
    else if (node.kind === "aim") {
      pen.moveTo(x, y - r); pen.lineTo(x + r, y); pen.lineTo(x, y + r); pen.lineTo(x - r, y); pen.closePath();
    } else pen.arc(x, y, r, 0, 2 * Math.PI);
    pen.fill();
  }

  // The largest dots are named first; a name that would cover another waits for more room.
  labels(at, lit) {
    const { pen, nodes } = this;
    const taken = [];
    const order = nodes.map((_, i) => i).sort((a, b) => (b === at) - (a === at) || lit.has(b) - lit.has(a) || nodes[b].r - nodes[a].r || a - b);
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    pen.font = "12.5px system-ui, sans-serif";
    pen.textAlign = "center";
    let shown = 0;
    for (const i of order) {
      if (shown > 70) break;
      if (at >= 0 && !lit.has(i)) break;
      const node = nodes[i];
      const text = node.label.length > 38 ? `${node.label.slice(0, 36)}…` : node.label;
      const wide = pen.measureText(text).width / 2 + 3;
      const cx = node.x * this.scale + this.x;
      const cy = (node.y + node.r) * this.scale + this.y + 14;
      if (cx + wide < 0 || cx - wide > this.width || cy < 0 || cy - 14 > this.height) continue;
      const spot = [cx - wide, cy - 12, cx + wide, cy + 4];
      if (i !== at && taken.some((t) => spot[0] < t[2] && spot[2] > t[0] && spot[1] < t[3] && spot[3] > t[1])) continue;
      taken.push(spot);
      shown++;
      pen.lineWidth = 3.5;
      pen.strokeStyle = this.colour.paper;
      pen.strokeText(text, cx, cy);
      pen.fillStyle = this.colour.ink;
      pen.fillText(text, cx, cy);
    }
  }

  at(event) {
    const box = this.canvas.getBoundingClientRect();
    const x = (event.clientX - box.left - this.x) / this.scale;
    const y = (event.clientY - box.top - this.y) / this.scale;
    let best = -1;
    let least = 14 / this.scale;
    this.nodes.forEach((node, i) => {
      const far = Math.hypot(node.x - x, node.y - y) - node.r;
      if (far < least) { least = far; best = i; }
    });
    return best;
  }

  zoom(factor, x = this.width / 2, y = this.height / 2) {
    const scale = Math.min(8, Math.max(0.02, this.scale * factor));
    this.x = x - ((x - this.x) * scale) / this.scale;
    this.y = y - ((y - this.y) * scale) / this.scale;
    this.scale = scale;
    this.moved = true;
    this.paint();
  }

  choose(i) {
    this.chosen = i;
    this.tell(i);
    if (i >= 0) {
      const node = this.nodes[i];
      const x = node.x * this.scale + this.x;
      const y = node.y * this.scale + this.y;
      if (x < 40 || y < 40 || x > this.width - 40 || y > this.height - 40) {
        this.x += this.width / 2 - x;
        this.y += this.height / 2 - y;
        this.moved = true;
      }
    }
    this.paint();
  }

  tell(i) {
    if (i < 0) return;
    const node = this.nodes[i];
    const title = document.createElement("h3");
    title.textContent = node.label;
    const links = document.createElement("p");
    for (const [href, text] of [[node.href, this.box.dataset.open], [node.around, this.box.dataset.near]]) {
      if (!href) continue;
      const link = document.createElement("a");
      link.href = href;
      link.textContent = text;
      links.append(link, " ");
    }
    this.side.replaceChildren(title, links);
    for (const [end, words] of [[0, this.box.dataset.needs], [1, this.box.dataset.needed]]) {
      const own = this.near[i].filter((edge) => this.edges[edge][end] === i);
      if (!own.length) continue;
      const list = document.createElement("ul");
      for (const edge of own.slice(0, 40)) {
        const item = document.createElement("li");
        const button = document.createElement("a");
        const other = this.edges[edge][1 - end];
        button.href = this.nodes[other].href || "#";
        button.textContent = this.nodes[other].label;
        item.append(button);
        const why = this.edges[edge][4];
        if (why) item.append(` – ${why}`);
        list.append(item);
      }
      const head = document.createElement("h4");
      head.textContent = `${words} (${own.length})`;
      this.side.append(head, list);
    }
  }

  // The neighbour, or else the dot, that lies most in that direction.
  towards(dx, dy) {
    const from = this.chosen < 0 ? null : this.nodes[this.chosen];
    if (!from) return this.nodes.reduce((best, node, i) => (node.r > this.nodes[best].r ? i : best), 0);
    const joined = new Set(this.near[this.chosen].flatMap((edge) => this.edges[edge].slice(0, 2)));
    let best = this.chosen;
    let least = Infinity;
    this.nodes.forEach((node, i) => {
      if (i === this.chosen) return;
      const along = (node.x - from.x) * dx + (node.y - from.y) * dy;
      const aside = Math.abs((node.x - from.x) * dy) + Math.abs((node.y - from.y) * dx);
      if (along <= 0 || aside > 2 * along) return;
      const cost = (along + 2 * aside) * (joined.has(i) ? 0.4 : 1);
      if (cost < least) { least = cost; best = i; }
    });
    return best;
  }

  listen() {
    const { canvas, box } = this;
    let held = null;
    const fingers = new Map();
    canvas.addEventListener("pointerdown", (event) => {
      fingers.set(event.pointerId, [event.clientX, event.clientY]);
      held = { x: event.clientX, y: event.clientY, moved: false };
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (fingers.size === 2 && fingers.has(event.pointerId)) {
        const before = spread(fingers);
        fingers.set(event.pointerId, [event.clientX, event.clientY]);
        this.zoom(spread(fingers) / before);
        return;
      }
      if (held) {
        const dx = event.clientX - held.x;
        const dy = event.clientY - held.y;
        if (Math.abs(dx) + Math.abs(dy) > 3 || held.moved) {
          this.x += dx; this.y += dy;
          held = { x: event.clientX, y: event.clientY, moved: true };
          this.moved = true;
          this.paint();
        }
        return;
      }
      const over = this.at(event);
      if (over !== this.hovered) {
        this.hovered = over;
        canvas.style.cursor = over < 0 ? "grab" : "pointer";
        if (this.chosen < 0) this.paint();
      }
    });
    for (const kind of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(kind, (event) => {
        fingers.delete(event.pointerId);
        if (held && !held.moved && kind === "pointerup") this.choose(this.at(event));
        held = null;
      });
    }
    canvas.addEventListener("dblclick", (event) => this.open(this.at(event)));
    canvas.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && document.activeElement !== canvas) return;
      event.preventDefault();
      const frame = canvas.getBoundingClientRect();
      this.zoom(Math.exp(-event.deltaY / 400), event.clientX - frame.left, event.clientY - frame.top);
    }, { passive: false });
    const keys = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    canvas.addEventListener("keydown", (event) => {
      if (event.key in keys) this.choose(this.towards(...keys[event.key]));
      else if (event.key === "+" || event.key === "=") this.zoom(1.25);
      else if (event.key === "-") this.zoom(0.8);
      else if (event.key === "0") { this.fit(); this.paint(); }
      else if (event.key === "Enter") this.open(this.chosen);
      else if (event.key === "Escape") this.choose(-1);
      else return;
      event.preventDefault();
    });
    const deeds = { in: () => this.zoom(1.3), out: () => this.zoom(0.77), fit: () => { this.fit(); this.paint(); } };
    for (const button of box.querySelectorAll("[data-do]")) button.addEventListener("click", deeds[button.dataset.do]);
    box.querySelector("[data-find]").addEventListener("input", (event) => {
      const wanted = event.target.value.trim().toLowerCase();
      if (!wanted) return;
      const exact = this.nodes.findIndex((node) => node.label.toLowerCase() === wanted);
      this.choose(exact >= 0 ? exact : this.nodes.findIndex((node) => node.label.toLowerCase().includes(wanted)));
    });
    new ResizeObserver(() => { this.size(); if (!this.moved) this.fit(); this.paint(); }).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { this.colours(); this.paint(); });
  }

  open(i) {
    if (i >= 0 && this.nodes[i].href) location.href = this.nodes[i].href;
  }
}

function spread(fingers) {
  const [[ax, ay], [bx, by]] = [...fingers.values()];
  return Math.hypot(ax - bx, ay - by) || 1;
}
